//! What a timeline shows.

#[cfg(test)]
#[path = "../support/scene_words.rs"]
mod scene_words;

#[cfg(test)]
mod chosen;
#[cfg(test)]
mod datasets;
#[cfg(test)]
mod days;
#[cfg(test)]
mod folds;
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
