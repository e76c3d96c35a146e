//! A scene as SVG.

use super::faces::{Faces, Other, Piece};
use super::picture::{Name, Picture};
use crate::scene::text::{FAMILY, one_line};
use crate::scene::{
    Color32, Columns, Fill, Item, Key, Mark, Pos2, Rect, Segment, Stroke, Style, Vec2,
};
use std::fmt::{self, Display, Formatter, Write};

/// The picture as SVG: one `<g>` with `<title>` and `data-event`, `data-actor`, `data-tie` or
/// `data-blocs` for each run of marks of one thing, and with `data-events` for each column of a strip;
/// one `<text>` for each line of text, with a `<tspan>` for each part of another face or direction.
/// The same picture gives the same bytes.
pub fn svg(picture: &Picture<'_>) -> String {
    let faces = Faces::of(picture.scene, picture.measure);
    svg_for(Use::Reading, picture, &faces)
}

/// What the texts of an SVG are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Whoever reads it may have a face for what none here has: the texts are whole.
    Reading,
    /// It is drawn with the faces that are here.
    Drawing,
}

pub(super) fn svg_for(purpose: Use, picture: &Picture<'_>, faces: &Faces) -> String {
    let mut writer = Writer {
        purpose,
        picture,
        faces,
        defs: String::new(),
        body: String::new(),
        clips: Vec::new(),
        fades: Vec::new(),
        clip: None,
        key: Key::None,
        is_group_open: false,
    };
    // Writing to a String cannot fail.
    writer.write().unwrap_or_default()
}

/// No more titles of a column's events are told.
const MOST_TITLES: usize = 12;

struct Writer<'a> {
    purpose: Use,
    picture: &'a Picture<'a>,
    faces: &'a Faces,
    defs: String,
    body: String,
    /// Each rectangle once; its id is its place.
    clips: Vec<Rect>,
    fades: Vec<Vec<(f32, Color32)>>,
    clip: Option<Rect>,
    /// Whose group is open, if one is.
    key: Key,
    is_group_open: bool,
}

impl Writer<'_> {
    fn write(&mut self) -> Result<String, fmt::Error> {
        for item in &self.picture.scene.items {
            if is_finite(&item.mark) {
                self.item(item)?;
            }
        }
        self.close_group();
        self.close_clip();
        let Vec2 { x, y } = self.picture.scene.size;
        let (width, height) = (Number(x.max(0.0)), Number(y.max(0.0)));
        let mut whole = String::with_capacity(self.body.len() + self.defs.len() + 512);
        write!(
            whole,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img""#,
        )?;
        if let Some(language) = self.picture.language {
            write!(whole, r#" xml:lang="{}""#, Escaped(language))?;
        }
        writeln!(whole, r#" font-family="{FAMILY}, Inter, sans-serif">"#)?;
        writeln!(whole, "<title>{}</title>", Escaped(self.picture.title))?;
        if !self.defs.is_empty() {
            write!(whole, "<defs>\n{}</defs>\n", self.defs)?;
        }
        whole.push_str(&self.body);
        whole.push_str("</svg>\n");
        Ok(whole)
    }

    fn item(&mut self, item: &Item) -> fmt::Result {
        if let Mark::Clip(clip) = &item.mark {
            self.close_group();
            self.close_clip();
            if let Some(rect) = clip {
                self.open_clip(*rect)?;
            }
            return Ok(());
        }
        self.group(item.key)?;
        match &item.mark {
            Mark::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => self.rect(*rect, *radius, fill, *stroke),
            Mark::Disc {
                centre,
                radius,
                fill,
                stroke,
            } => self.disc(*centre, *radius, *fill, *stroke),
            Mark::Path {
                segments,
                fill,
                stroke,
            } => self.path(segments, *fill, *stroke),
            Mark::Text {
                at,
                angle,
                text,
                style,
                width,
            } => self.text(*at, *angle, text, *style, *width),
            Mark::Columns(columns) => self.columns(columns),
            Mark::Clip(_) => Ok(()),
        }
    }

    /// Opens the group of what comes next, if it is another's.
    fn group(&mut self, key: Key) -> fmt::Result {
        if key == self.key {
            return Ok(());
        }
        self.close_group();
        self.key = key;
        let kind = match key {
            Key::Event(_) => "event",
            Key::Actor(_) => "actor",
            Key::Tie(..) | Key::Mutual(..) => "tie",
            Key::Bloc(..) => "blocs",
            Key::None
            | Key::Group(_)
            | Key::GroupTitle(_)
            | Key::Unfold(..)
            | Key::Period(_)
            | Key::Lane(_)
            | Key::Column(..)
            | Key::Fold(_)
            | Key::Tick(_)
            | Key::Window(_)
            | Key::Legend(_) => return Ok(()),
        };
        if let Some(Name { id, title, data }) = (self.picture.names)(key) {
            write!(self.body, r#"<g data-{kind}="{}""#, Escaped(&id))?;
            for (name, value) in &data {
                write!(self.body, r#" data-{name}="{}""#, Escaped(value))?;
            }
            writeln!(self.body, "><title>{}</title>", Escaped(&title))?;
            self.is_group_open = true;
        }
        Ok(())
    }

    fn close_group(&mut self) {
        if self.is_group_open {
            self.body.push_str("</g>\n");
        }
        self.is_group_open = false;
        self.key = Key::None;
    }

    fn open_clip(&mut self, rect: Rect) -> fmt::Result {
        let known = self.clips.iter().position(|clip| *clip == rect);
        let number = known.unwrap_or(self.clips.len());
        if known.is_none() {
            self.clips.push(rect);
            write!(self.defs, r#"<clipPath id="clip{number}"><rect"#)?;
            place(&mut self.defs, rect)?;
            self.defs.push_str("/></clipPath>\n");
        }
        self.clip = Some(rect);
        writeln!(self.body, r#"<g clip-path="url(#clip{number})">"#)
    }

    fn close_clip(&mut self) {
        if self.clip.take().is_some() {
            self.body.push_str("</g>\n");
        }
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: &Fill, stroke: Stroke) -> fmt::Result {
        if *fill == Fill::None && !stroke.is_visible() {
            return Ok(());
        }
        self.body.push_str("<rect");
        place(&mut self.body, rect)?;
        if radius > 0.0 {
            write!(self.body, r#" rx="{}""#, Number(radius))?;
        }
        match fill {
            Fill::None => paint(&mut self.body, "fill", Color32::TRANSPARENT)?,
            Fill::Solid(colour) => paint(&mut self.body, "fill", *colour)?,
            Fill::Fade(stops) => {
                let number = self.fade(stops)?;
                write!(self.body, r#" fill="url(#fade{number})""#)?;
            }
        }
        self.end_shape(stroke)
    }

    /// The line of a shape, which is then whole.
    fn end_shape(&mut self, stroke: Stroke) -> fmt::Result {
        line(&mut self.body, stroke)?;
        self.body.push_str("/>\n");
        Ok(())
    }

    /// The number of a fade.
    fn fade(&mut self, stops: &[(f32, Color32)]) -> Result<usize, fmt::Error> {
        if let Some(number) = self.fades.iter().position(|fade| fade == stops) {
            return Ok(number);
        }
        let number = self.fades.len();
        self.fades.push(stops.to_vec());
        write!(self.defs, r#"<linearGradient id="fade{number}">"#)?;
        for (n, (place, colour)) in stops.iter().enumerate() {
            // What is fully transparent has no hue of its own: it takes those of its neighbours.
            let near = |m: Option<usize>| m.and_then(|m| stops.get(m)).map(|stop| stop.1);
            let before = near(n.checked_sub(1)).filter(|c| c.a() > 0);
            let after = near(Some(n + 1)).filter(|c| c.a() > 0);
            let hues = match (colour.a(), before, after) {
                (0, Some(before), Some(after)) => vec![before, after],
                (0, Some(one), None) | (0, None, Some(one)) => vec![one],
                _ => vec![*colour],
            };
            for hue in hues {
                let [r, g, b, _] = hue.to_srgba_unmultiplied();
                let offset = Number(place.clamp(0.0, 1.0) * 100.0);
                write!(self.defs, r#"<stop offset="{offset}%""#)?;
                write!(self.defs, r##" stop-color="#{r:02x}{g:02x}{b:02x}""##)?;
                if colour.a() < 255 {
                    write!(self.defs, r#" stop-opacity="{}""#, opacity(*colour))?;
                }
                self.defs.push_str("/>");
            }
        }
        self.defs.push_str("</linearGradient>\n");
        Ok(number)
    }

    fn disc(&mut self, centre: Pos2, radius: f32, fill: Color32, stroke: Stroke) -> fmt::Result {
        if fill.a() == 0 && !stroke.is_visible() {
            return Ok(());
        }
        let body = &mut self.body;
        let (x, y, r) = (Number(centre.x), Number(centre.y), Number(radius.max(0.0)));
        write!(body, r#"<circle cx="{x}" cy="{y}" r="{r}""#)?;
        paint(body, "fill", fill)?;
        self.end_shape(stroke)
    }

    fn path(&mut self, segments: &[Segment], fill: Color32, stroke: Stroke) -> fmt::Result {
        if fill.a() == 0 && !stroke.is_visible() {
            return Ok(());
        }
        let body = &mut self.body;
        body.push_str(r#"<path d=""#);
        for segment in segments {
            match *segment {
                Segment::Move(to) => write!(body, "M{}", Point(to))?,
                Segment::Line(to) => write!(body, "L{}", Point(to))?,
                Segment::Quad(c, to) => write!(body, "Q{} {}", Point(c), Point(to))?,
                Segment::Cubic(c, d, to) => {
                    write!(body, "C{} {} {}", Point(c), Point(d), Point(to))?;
                }
                Segment::Close => body.push('Z'),
            }
        }
        body.push('"');
        paint(body, "fill", fill)?;
        self.end_shape(stroke)
    }

    /// A strip, or a column of it with what it counts.
    fn columns(&mut self, columns: &Columns) -> fmt::Result {
        let names = columns.events.iter();
        let names = names.filter_map(|event| (self.picture.names)(Key::Event(*event)));
        let named: Vec<Name> = names.collect();
        if named.is_empty() {
            return self.rects(columns);
        }
        let ids: Vec<&str> = named.iter().map(|name| &*name.id).collect();
        let told: Vec<&str> = named.iter().map(|name| &*name.title).collect();
        let mut title = told.get(..MOST_TITLES).unwrap_or(&told).join("; ");
        if told.len() > 1 {
            title = format!("{} events: {title}", told.len());
        }
        if told.len() > MOST_TITLES {
            title.push_str(&format!("; and {} more", told.len() - MOST_TITLES));
        }
        let ids = ids.join(" ");
        let (ids, title) = (Escaped(&ids), Escaped(&title));
        writeln!(
            self.body,
            r#"<g data-events="{ids}"><title>{title}</title>"#
        )?;
        self.rects(columns)?;
        self.body.push_str("</g>\n");
        Ok(())
    }

    fn rects(&mut self, columns: &Columns) -> fmt::Result {
        let mut colours: Vec<Color32> = Vec::new();
        for (_, colour) in &columns.rects {
            if colour.a() > 0 && !colours.contains(colour) {
                colours.push(*colour);
            }
        }
        for colour in colours {
            let body = &mut self.body;
            body.push_str(r#"<path d=""#);
            for (rect, of) in &columns.rects {
                if *of == colour && rect.is_finite() {
                    let (width, height) = (Number(rect.width()), Number(rect.height()));
                    let at = Point(rect.min);
                    write!(body, "M{at}h{width}v{height}H{}Z", Number(rect.min.x))?;
                }
            }
            body.push('"');
            paint(body, "fill", colour)?;
            // Neighbours leave no seam between them.
            body.push_str(" shape-rendering=\"crispEdges\"/>\n");
        }
        Ok(())
    }

    fn text(&mut self, at: Pos2, angle: f32, text: &str, style: Style, width: f32) -> fmt::Result {
        let text = one_line(text);
        if text.trim().is_empty() || style.size <= 0.0 || style.colour.a() == 0 {
            return Ok(());
        }
        let text = match self.purpose {
            Use::Reading => text,
            Use::Drawing => self.faces.drawn(&text, style.weight).into_owned().into(),
        };
        let measure = self.picture.measure;
        let mut pieces = self.faces.pieces(&text, style, measure);
        if self.purpose == Use::Drawing {
            pieces = pieces.map(|pieces| Faces::signs(pieces, style, measure));
        }
        let body = &mut self.body;
        let (x, y) = (Number(at.x), Number(at.y));
        let size = Number(style.size);
        write!(body, r#"<text x="{x}" y="{y}" font-size="{size}""#)?;
        if style.weight.css() != 400 {
            write!(body, r#" font-weight="{}""#, style.weight.css())?;
        }
        paint(body, "fill", style.colour)?;
        if angle != 0.0 {
            let degrees = Number(angle.to_degrees());
            write!(body, r#" transform="rotate({degrees} {x} {y})""#)?;
        }
        if pieces.is_some() || text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") {
            body.push_str(r#" xml:space="preserve""#);
        }
        if let Some(pieces) = pieces {
            body.push('>');
            for piece in pieces {
                tspan(body, at, &piece)?;
            }
        } else {
            length(body, &text, width)?;
            write!(body, ">{}", Escaped(&text))?;
        }
        body.push_str("</text>\n");
        Ok(())
    }
}

/// A part of a line, at its own place: what stands between other faces or directions is laid out
/// by itself, here as everywhere. (usvg would shape the whole line once for each face, and stops
/// where the faces disagree about its clusters.)
fn tspan(out: &mut String, at: Pos2, piece: &Piece<'_>) -> fmt::Result {
    write!(out, r#"<tspan x="{}""#, Number(at.x + piece.x))?;
    if let Some(Other { family, weight, .. }) = piece.face {
        let family = family.replace(['\'', '\\'], "");
        let family = Escaped(&family);
        write!(out, r#" font-family="'{family}', sans-serif""#)?;
        write!(out, r#" font-weight="{weight}""#)?;
    }
    length(out, piece.text, piece.width)?;
    // Between marks of direction brackets and spaces run from the right too.
    let mark = if piece.needs_rtl { "\u{200f}" } else { "" };
    write!(out, ">{mark}{}{mark}</tspan>", Escaped(piece.text))
}

/// Readers without the face keep the layout.
fn length(out: &mut String, text: &str, width: f32) -> fmt::Result {
    if width > 0.0 && width.is_finite() && text.chars().nth(1).is_some() {
        write!(out, r#" textLength="{}""#, Number(width))?;
    }
    Ok(())
}

fn is_finite(mark: &Mark) -> bool {
    match mark {
        Mark::Rect { rect, radius, .. } => rect.is_finite() && radius.is_finite(),
        Mark::Disc { centre, radius, .. } => centre.is_finite() && radius.is_finite(),
        Mark::Path { segments, .. } => segments.iter().all(|segment| match segment {
            Segment::Move(to) | Segment::Line(to) => to.is_finite(),
            Segment::Quad(c, to) => c.is_finite() && to.is_finite(),
            Segment::Cubic(c, d, to) => c.is_finite() && d.is_finite() && to.is_finite(),
            Segment::Close => true,
        }),
        Mark::Text {
            at, angle, style, ..
        } => at.is_finite() && angle.is_finite() && style.size.is_finite(),
        Mark::Columns(_) => true,
        Mark::Clip(rect) => rect.is_none_or(|rect| rect.is_finite()),
    }
}

fn place(out: &mut String, rect: Rect) -> fmt::Result {
    let (x, y) = (Number(rect.min.x), Number(rect.min.y));
    let size = rect.size().max(Vec2::ZERO);
    let (width, height) = (Number(size.x), Number(size.y));
    write!(out, r#" x="{x}" y="{y}" width="{width}" height="{height}""#)
}

/// Black is what SVG fills with if nothing is said.
fn paint(out: &mut String, what: &str, colour: Color32) -> fmt::Result {
    if colour.a() == 0 {
        return write!(out, r#" {what}="none""#);
    }
    let [r, g, b, _] = colour.to_srgba_unmultiplied();
    write!(out, r##" {what}="#{r:02x}{g:02x}{b:02x}""##)?;
    if colour.a() < 255 {
        write!(out, r#" {what}-opacity="{}""#, opacity(colour))?;
    }
    Ok(())
}

fn opacity(colour: Color32) -> Number {
    Number(f32::from(colour.a()) / 255.0)
}

fn line(out: &mut String, stroke: Stroke) -> fmt::Result {
    if !stroke.is_visible() {
        return Ok(());
    }
    paint(out, "stroke", stroke.colour)?;
    write!(out, r#" stroke-width="{}""#, Number(stroke.width))?;
    if stroke.dash.is_dashed() {
        let (dash, gap) = (Number(stroke.dash.0), Number(stroke.dash.1));
        write!(out, r#" stroke-dasharray="{dash} {gap}""#)?;
    }
    Ok(())
}

/// A number with at most two decimals.
struct Number(f32);

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        let short = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(match short {
            "-0" | "NaN" | "inf" | "-inf" => "0",
            number => number,
        })
    }
}

struct Point(Pos2);

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Number(self.0.x), Number(self.0.y))
    }
}

/// A text that XML can hold, in content and in attributes.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                // What XML 1.0 forbids, and the controls that it discourages.
                '\u{fffe}' | '\u{ffff}' => {}
                c if c.is_control() => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
