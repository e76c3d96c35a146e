//! What a timeline shows.

#[cfg(test)]
mod datasets;
#[cfg(test)]
mod pictures;
