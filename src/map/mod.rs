//! Actors and ties to a scene.
