//! What the editor needs of whoever shows it: a window, or nobody ([`Unseen`]).

use std::sync::Arc;

/// Whoever shows the editor, told from any thread.
pub trait Host: Send + Sync {
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

/// A host as parts of the editor hand it on.
pub type SharedHost = Arc<dyn Host>;

/// Nobody looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Host for Unseen {
    fn wake(&self) {}
    fn copy(&self, _: Raster) {}
}
