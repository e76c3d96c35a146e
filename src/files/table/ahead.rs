//! Rows that are read on one thread while another makes items of those before them.

use super::at::{At, Met};
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

/// How many bytes of text a table has at the least whose rows are read ahead.
pub(super) const LARGE: usize = 1 << 20;

/// So many rows make a batch, or so many bytes.
const BATCH: (usize, usize) = (1024, 1 << 20);

/// How many batches of rows may wait to be taken.
const WAITING: usize = 2;

/// Told each row; answers whether to go on.
pub(super) type Tell<'a> = &'a mut dyn FnMut(Met<'_>, At) -> ControlFlow<()>;

/// Rows in a line. What was met between them are rows too, of which nothing is read.
#[derive(Default)]
struct Batch {
    /// More than are in use: their memory is that of the rows to come.
    rows: Vec<csv::StringRecord>,
    places: Vec<(At, bool)>,
    bytes: usize,
}

impl Batch {
    fn take(&mut self, met: Met<'_>, at: At) {
        let place = self.places.len();
        if self.rows.len() == place {
            self.rows.push(csv::StringRecord::new());
        }
        let is_row = match (met, self.rows.get_mut(place)) {
            (Met::Row(row), Some(free)) => {
                self.bytes += row.as_slice().len() + row.len() * size_of::<usize>();
                std::mem::swap(row, free);
                true
            }
            _ => false,
        };
        self.places.push((at, is_row));
    }

    fn is_full(&self) -> bool {
        self.places.len() >= BATCH.0 || self.bytes >= BATCH.1
    }

    fn tell(&mut self, tell: Tell<'_>) -> ControlFlow<()> {
        self.bytes = 0;
        for (row, (at, is_row)) in self.rows.iter_mut().zip(self.places.drain(..)) {
            let met = if is_row { Met::Row(row) } else { Met::Unclosed };
            tell(met, at)?;
        }
        ControlFlow::Continue(())
    }
}

/// Tells the rows that are read, in their order, while the next ones are being read.
pub(super) fn read_ahead(read: impl FnOnce(Tell<'_>) + Send, tell: Tell<'_>) {
    thread::scope(|scope| {
        let (full, filled) = mpsc::sync_channel::<Batch>(WAITING);
        let (told, free) = mpsc::channel::<Batch>();
        scope.spawn(move || {
            let mut batch = Batch::default();
            read(&mut |met, at| {
                batch.take(met, at);
                if !batch.is_full() {
                    return ControlFlow::Continue(());
                }
                let next = free.try_recv().unwrap_or_default();
                match full.send(std::mem::replace(&mut batch, next)) {
                    Ok(()) => ControlFlow::Continue(()),
                    // Nobody listens any more.
                    Err(_) => ControlFlow::Break(()),
                }
            });
            full.send(batch).ok();
        });
        for mut batch in filled {
            if batch.tell(tell).is_break() {
                return;
            }
            told.send(batch).ok();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize, tell: Tell<'_>) {
        let mut row = csv::StringRecord::new();
        for n in 0..count {
            row.clear();
            row.push_field(&n.to_string());
            let met = match n % 7 {
                3 => Met::Unclosed,
                _ => Met::Row(&mut row),
            };
            if tell(met, At::row(n, n)).is_break() {
                return;
            }
        }
    }

    #[test]
    fn rows_that_are_read_ahead_come_in_their_order_until_they_are_stopped() {
        for (count, wanted) in [(0, 10), (5, 10), (10_000, 20_000), (10_000, 5_000)] {
            let mut all = Vec::new();
            read_ahead(|tell| rows(count, tell), &mut |met, at| {
                let text = match met {
                    Met::Row(row) => row.iter().collect::<String>(),
                    Met::Unclosed => "unclosed".to_owned(),
                };
                all.push((text, at.line));
                if all.len() < wanted {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
            assert_eq!(all.len(), count.min(wanted));
            for (n, (text, line)) in all.iter().enumerate() {
                let expected = match n % 7 {
                    3 => "unclosed".to_owned(),
                    _ => n.to_string(),
                };
                assert_eq!((text, *line), (&expected, n));
            }
        }
    }
}
