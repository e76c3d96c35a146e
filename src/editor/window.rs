//! What the editor needs of whoever shows it. Without a window there is [`Unseen`].

use std::sync::Arc;

/// A window, told from any thread.
pub trait Window: Send + Sync {
    /// Something has come that is to be shown.
    fn wake(&self);
    /// Puts a picture on the clipboard.
    fn copy(&self, picture: Raster);
}

/// A picture of pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Width and height.
    pub size: [usize; 2],
    /// Red, green, blue and alpha of each pixel, row by row.
    pub rgba: Vec<u8>,
}

/// A window as parts of the editor hand it on.
pub type SharedWindow = Arc<dyn Window>;

/// Nobody looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Window for Unseen {
    fn wake(&self) {}
    fn copy(&self, _: Raster) {}
}
