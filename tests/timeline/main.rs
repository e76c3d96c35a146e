//! What a timeline shows.

#[cfg(test)]
mod chosen;
#[cfg(test)]
mod datasets;
#[cfg(test)]
mod days;
#[cfg(test)]
mod homes;
#[cfg(test)]
mod layout;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod strips;
#[cfg(test)]
mod titles;
