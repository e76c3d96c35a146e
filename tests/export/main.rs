//! What the exports write.

#[cfg(test)]
mod sheet;

use ::png::ColorType;
use detente::export::{ExportError, Name, Picture, pdf, png, svg};
use detente::scene::theme::faded;
use detente::scene::{
    Color32, Columns, Dash, End, Fill, Key, Mark, Measure, Pos2, Rect, Scene, Segment, Stroke,
    Style, Theme, Weight, pos2, vec2,
};
use proptest::prelude::*;
use resvg::usvg::roxmltree::Document;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Names as a dataset would give them.
fn names(key: Key) -> Option<Name> {
    let (id, title) = match key {
        Key::Event(n) => (format!("event-{n}"), format!("Event {n}")),
        Key::Actor(n) => (format!("actor-{n}"), format!("Actor {n}")),
        Key::Tie(a, b) => (format!("{a}>{b}"), format!("{a} to {b}")),
        Key::Mutual(a, b) => (format!("{a}~{b}"), format!("{a} and {b}")),
        _ => return None,
    };
    Some(Name {
        id,
        title,
        ..Name::default()
    })
}

fn picture<'a>(scene: &'a Scene, measure: &'a Measure) -> Picture<'a> {
    Picture {
        scene,
        title: "Every mark & <state>",
        language: Some("en"),
        names: &names,
        measure,
    }
}

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Where pictures that are to be looked at go.
fn shown(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn show(name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(shown(name))?;
    std::io::Write::write_all(&mut file, bytes)
}

#[test]
fn the_sheet_is_written_in_all_three_formats() {
    let measure = Measure::new();
    let scene = sheet::sheet(&measure);
    let picture = picture(&scene, &measure);
    show("grammar.svg", svg(&picture).as_bytes()).unwrap();
    show("grammar.png", &png(&picture, 1.0, &go_on).unwrap()).unwrap();
    show("grammar.pdf", &pdf(&picture).unwrap()).unwrap();
}

/// One of each kind of mark, with names that could break out of their places.
#[expect(clippy::too_many_lines, reason = "a list of marks")]
fn each_kind(measure: &Measure) -> Scene {
    let theme = &Theme::PRINT;
    let mut scene = Scene::new(vec2(200.0, 100.5));
    let rect = |x: f32| Rect::from_min_size(pos2(x, 10.0), vec2(20.0, 12.125));
    scene.rect(
        Key::None,
        Rect::from_min_size(Pos2::ZERO, scene.size),
        0.0,
        theme.ground,
        Stroke::NONE,
    );
    let line = Stroke::new(1.75, theme.hues[0]);
    scene.rect(
        Key::Event(1),
        rect(10.0),
        2.0,
        Color32::TRANSPARENT,
        line.dashed(Dash::POSSIBLE_BAR),
    );
    let style = Style::new(11.5, Weight::SemiBold, theme.t1);
    scene.text(
        Key::Event(1),
        pos2(35.0, 20.0),
        "Talks & “threats” <now>",
        style,
        measure,
    );
    scene.disc(
        Key::Actor(2),
        pos2(20.0, 60.0),
        9.999,
        faded(theme.hues[2], 0.5),
        Stroke::NONE,
    );
    let way = [
        Segment::Move(pos2(30.0, 60.0)),
        Segment::Quad(pos2(60.0, 40.0), pos2(90.0, 60.0)),
        Segment::Cubic(pos2(100.0, 70.0), pos2(110.0, 50.0), pos2(120.0, 60.0)),
        Segment::Line(pos2(120.0, 80.0)),
        Segment::Close,
    ];
    scene.path(Key::Tie(2, 3), way, Color32::TRANSPARENT, line);
    scene.add(
        Key::None,
        Mark::Clip(Some(Rect::from_min_size(
            pos2(130.0, 0.0),
            vec2(50.0, 50.0),
        ))),
    );
    let stops = [
        (0.0, Color32::TRANSPARENT),
        (0.25, theme.hues[1]),
        (1.0, Color32::TRANSPARENT),
    ];
    scene.rect(
        Key::Mutual(2, 3),
        rect(140.0),
        0.0,
        Fill::Fade(stops.into()),
        Stroke::NONE,
    );
    scene.add(Key::None, Mark::Clip(None));
    let rects = vec![
        (rect(150.0), theme.classes[0]),
        (rect(170.0), theme.classes[3]),
        (rect(190.0), theme.classes[0]),
    ];
    scene.add(
        Key::Column(0, 0),
        Mark::Columns(Arc::new(Columns {
            rects,
            ..Columns::default()
        })),
    );
    let width = measure.width("back", 11.0, Weight::Medium);
    let style = Style::new(11.0, Weight::Medium, theme.tone_text[6]);
    scene.add(
        Key::Tie(2, 3),
        Mark::Text {
            at: pos2(60.0, 50.0),
            angle: 0.5,
            text: "back".into(),
            style,
            width,
        },
    );
    scene
}

#[test]
fn each_kind_of_mark_has_its_element() {
    let measure = Measure::new();
    let scene = each_kind(&measure);
    let hostile = |key: Key| {
        let id = r#"a>b"x'<&"#.to_owned();
        key.is_selectable().then(|| Name {
            id: id.clone(),
            title: format!("</title>\u{0}\u{8}{id}"),
            ..Name::default()
        })
    };
    let hostile = Picture {
        names: &hostile,
        ..picture(&scene, &measure)
    };
    let text = svg(&hostile);
    insta::assert_snapshot!(text);
    let document = Document::parse(&text).unwrap();
    let tie = document
        .descendants()
        .find(|n| n.has_attribute("data-tie"))
        .unwrap();
    assert_eq!(tie.attribute("data-tie"), Some(r#"a>b"x'<&"#));
    let title = tie.first_element_child().unwrap();
    assert_eq!(
        (title.tag_name().name(), title.text()),
        ("title", Some(r#"</title>a>b"x'<&"#))
    );
}

#[test]
fn a_name_carries_what_else_a_page_may_want_to_know() {
    let measure = Measure::new();
    let mut scene = Scene::new(vec2(10.0, 10.0));
    let line = Stroke::new(1.0, Color32::BLACK);
    scene.line(
        Key::Bloc(End::Bloc(1), End::Bloc(2)),
        Pos2::ZERO,
        pos2(5.0, 5.0),
        line,
    );
    let named = |_: Key| {
        Some(Name {
            id: "us>ru".to_owned(),
            title: "US to Russia".to_owned(),
            data: vec![
                ("hostile", "4 -3.2 -5.8".to_owned()),
                ("note", "<\"&".to_owned()),
            ],
        })
    };
    let named = Picture {
        names: &named,
        ..picture(&scene, &measure)
    };
    let text = svg(&named);
    let document = Document::parse(&text).unwrap();
    let group = document
        .descendants()
        .find(|n| n.has_attribute("data-blocs"));
    let group = group.unwrap();
    assert_eq!(group.attribute("data-blocs"), Some("us>ru"));
    assert_eq!(group.attribute("data-hostile"), Some("4 -3.2 -5.8"));
    assert_eq!(group.attribute("data-note"), Some("<\"&"));
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let write = || {
        let measure = Measure::new();
        let scene = sheet::half(&Theme::DARK, &measure);
        let picture = picture(&scene, &measure);
        (
            svg(&picture),
            png(&picture, 1.5, &go_on).unwrap(),
            pdf(&picture).unwrap(),
        )
    };
    let (first, second) = (write(), write());
    assert!(first == second);
}

#[test]
fn every_theme_is_drawn_on_its_own_ground() {
    let measure = Measure::new();
    for theme in [&Theme::LIGHT, &Theme::DARK, &Theme::PRINT] {
        let scene = sheet::half(theme, &measure);
        let picture = picture(&scene, &measure);
        let text = svg(&picture);
        let document = Document::parse(&text).unwrap();
        let kept: Vec<_> = document
            .descendants()
            .filter(|n| n.has_attribute("data-event"))
            .collect();
        assert!(kept.len() > 30, "{}", kept.len());
        let bytes = png(&picture, 2.0, &go_on).unwrap();
        let (info, pixels) = decode(&bytes).unwrap();
        assert_eq!((info.width, info.height), (1600, 2216));
        assert_eq!(info.color_type, ColorType::Rgb);
        assert_eq!(pixels[..3], theme.ground.to_array()[..3]);
        let end = pixels.len();
        assert_eq!(pixels[end - 3..], theme.ground.to_array()[..3]);
        // Twice 96 to the inch.
        let dims = info.pixel_dims.unwrap();
        assert_eq!((dims.xppu, dims.yppu), (7559, 7559));
        // The first bar, in the middle of what happened.
        let at = (228 * 1600 + 2 * 70) * 3;
        assert_eq!(
            pixels[at..at + 3],
            theme.hues[0].to_array()[..3],
            "{:?}",
            theme.name
        );
    }
}

fn decode(bytes: &[u8]) -> Option<(::png::Info<'static>, Vec<u8>)> {
    let decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut pixels).ok()?;
    Some((reader.info().clone(), pixels))
}

#[test]
fn a_picture_without_a_ground_is_transparent() {
    let measure = Measure::new();
    let mut scene = Scene::new(vec2(10.0, 10.0));
    scene.disc(
        Key::None,
        pos2(5.0, 5.0),
        3.0,
        faded(Color32::WHITE, 0.5),
        Stroke::NONE,
    );
    let (info, pixels) = decode(&png(&picture(&scene, &measure), 1.0, &go_on).unwrap()).unwrap();
    assert_eq!(info.color_type, ColorType::Rgba);
    assert_eq!(pixels[..4], [0; 4]);
    let middle = (5 * 10 + 5) * 4;
    assert_eq!(pixels[middle..middle + 4], [255, 255, 255, 128]);
}

#[test]
fn bands_meet_without_a_seam() {
    let measure = Measure::new();
    // 3000 x 3000 pixels are three bands.
    let mut scene = Scene::new(vec2(300.0, 300.0));
    let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
    scene.rect(Key::None, whole, 0.0, Color32::WHITE, Stroke::NONE);
    let bar = Rect::from_min_max(pos2(100.0, 0.0), pos2(200.0, 300.0));
    scene.rect(Key::None, bar, 0.0, Theme::LIGHT.ink, Stroke::NONE);
    let (info, pixels) = decode(&png(&picture(&scene, &measure), 10.0, &go_on).unwrap()).unwrap();
    let width = info.width as usize;
    let first = &pixels[..width * 3];
    assert!(pixels.chunks(width * 3).all(|row| row == first));
    assert_eq!(
        first[1500 * 3..1500 * 3 + 3],
        Theme::LIGHT.ink.to_array()[..3]
    );
}

#[test]
fn sizes_without_sense_are_refused() {
    let measure = Measure::new();
    for (size, scale) in [
        (vec2(0.0, 10.0), 1.0),
        (vec2(10.0, -1.0), 1.0),
        (vec2(f32::NAN, 10.0), 1.0),
        (vec2(10.0, 10.0), 0.0),
        (vec2(10.0, 10.0), f32::NAN),
        (vec2(10.0, 10.0), -3.0),
    ] {
        let scene = Scene::new(size);
        let picture = picture(&scene, &measure);
        assert_eq!(
            png(&picture, scale, &go_on),
            Err(ExportError::Empty),
            "{size:?} {scale}"
        );
        Document::parse(&svg(&picture)).unwrap();
        if scale == 1.0 {
            assert_eq!(pdf(&picture), Err(ExportError::Empty), "{size:?}");
        }
    }
    for (size, scale) in [
        (vec2(7681.0, 10.0), 1.0),
        (vec2(100.0, 100.0), 1e9),
        (vec2(1e30, 1e30), 1e30),
    ] {
        let scene = Scene::new(size);
        let refused = png(&picture(&scene, &measure), scale, &go_on);
        assert!(
            matches!(refused, Err(ExportError::TooLarge(..) | ExportError::Empty)),
            "{refused:?}"
        );
    }
    let scene = Scene::new(vec2(1e6, 10.0));
    let refused = pdf(&picture(&scene, &measure)).unwrap_err().to_string();
    assert!(refused.contains("750000 × 7 points"), "{refused}");
}

#[test]
fn the_export_stops_when_it_is_told_to() {
    let measure = Measure::new();
    let scene = Scene::new(vec2(10.0, 10.0));
    let stopped = png(&picture(&scene, &measure), 1.0, &|_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(ExportError::Cancelled));
}

#[test]
fn numbers_that_are_none_are_left_out() {
    let measure = Measure::new();
    let mut scene = Scene::new(vec2(10.0, 10.0));
    let (nan, endless) = (pos2(f32::NAN, 1.0), pos2(f32::INFINITY, 1.0));
    scene.disc(Key::Event(1), nan, 5.0, Color32::BLACK, Stroke::NONE);
    scene.line(
        Key::Event(2),
        Pos2::ZERO,
        endless,
        Stroke::new(1.0, Color32::BLACK),
    );
    scene.rect(
        Key::Event(3),
        Rect::NOTHING,
        0.0,
        Color32::BLACK,
        Stroke::NONE,
    );
    scene.add(Key::None, Mark::Clip(Some(Rect::EVERYTHING)));
    scene.rect(
        Key::Event(4),
        Rect::from_two_pos(Pos2::ZERO, nan),
        0.0,
        Fill::Fade([].into()),
        Stroke::NONE,
    );
    scene.disc(
        Key::Event(5),
        pos2(5.0, 5.0),
        -5.0,
        Color32::BLACK,
        Stroke::new(f32::NAN, Color32::BLACK),
    );
    let picture = picture(&scene, &measure);
    let text = svg(&picture);
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
    assert!(png(&picture, 1.0, &go_on).is_ok());
    assert!(pdf(&picture).is_ok());
}

#[test]
fn hostile_and_foreign_texts_come_through() {
    let measure = Measure::new();
    let long = "a & b < c ".repeat(10_000);
    let texts = [
        "</text><script>alert(1)</script>",
        "nul \u{0} bell \u{7} escape \u{1b} \u{fffe}\u{ffff} tab \t end",
        "]]> &amp; &#0; <!-- \" ' -->",
        "שיחות (באנקורג׳) 2025",
        "Talks שלום עולם end",
        "محادثات في ألاسكا",
        "北京会谈 in 北京",
        "Kyiv: Україна, Ελλάδα",
        "Peace 🕊️ 👩‍👩‍👧 👍🏽",
        "  two  spaces  ",
        "\u{202e}overridden",
        "e\u{301}\u{301}\u{301} zalgo",
        &long,
    ];
    let mut scene = Scene::new(vec2(420.0, 20.0 * texts.len() as f32 + 20.0));
    let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
    scene.rect(Key::None, whole, 0.0, Color32::WHITE, Stroke::NONE);
    for (n, text) in (0u16..).zip(texts) {
        let at = pos2(20.0, 20.0 + 20.0 * f32::from(n));
        let weight = if n % 2 == 0 {
            Weight::Regular
        } else {
            Weight::SemiBold
        };
        let style = Style::new(13.0, weight, Color32::BLACK);
        let key = Key::Event(u32::from(n));
        let width = scene.text(key, at, text, style, &measure);
        let under = Stroke::new(0.5, Theme::LIGHT.error);
        scene.line(key, at + vec2(0.0, 4.0), at + vec2(width, 4.0), under);
    }
    let picture = picture(&scene, &measure);
    let text = svg(&picture);
    show("texts.svg", text.as_bytes()).unwrap();
    show("texts.png", &png(&picture, 2.0, &go_on).unwrap()).unwrap();
    show("texts.pdf", &pdf(&picture).unwrap()).unwrap();
    let document = Document::parse(&text).unwrap();
    assert!(document.descendants().all(|n| !n.has_tag_name("script")));
    let lines: Vec<String> = document
        .descendants()
        .filter(|n| n.tag_name().name() == "text")
        .map(|n| {
            n.descendants()
                .filter(|t| t.is_text())
                .filter_map(|t| t.text())
                .collect()
        })
        .collect();
    assert_eq!(lines.len(), texts.len());
    assert_eq!(lines[0], texts[0]);
    assert_eq!(lines[1], "nul   bell   escape    tab   end");
    assert_eq!(lines[2], texts[2]);
    assert_eq!(lines[3].replace('\u{200f}', ""), texts[3]);
    assert_eq!(lines[6], texts[6]);
    assert!(lines[12].len() <= 600);
}

/// Reserved for signs to come, so that no face has them: joined, and with a tone of skin.
const IN_NO_FACE: &str = "\u{1fafe}\u{200d}\u{1fafd}\u{200d}\u{1fafe}\u{1f3fd}";

#[test]
fn a_sign_that_no_face_has_keeps_to_the_room_that_was_measured() {
    let measure = Measure::new();
    let style = Style::new(20.0, Weight::Regular, Color32::BLACK);
    let mut scene = Scene::new(vec2(200.0, 40.0));
    let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
    scene.rect(Key::None, whole, 0.0, Color32::WHITE, Stroke::NONE);
    let width = scene.text(Key::None, pos2(10.0, 30.0), IN_NO_FACE, style, &measure);
    let picture = picture(&scene, &measure);
    let (_, pixels) = decode(&png(&picture, 1.0, &go_on).unwrap()).unwrap();
    let mut inked = (0..200).filter(|x| (0..40).any(|y| pixels[(y * 200 + x) * 3] < 200));
    let (first, last) = (inked.next().unwrap(), inked.next_back().unwrap());
    assert!(
        first >= 10 && last as f32 <= 10.0 + width,
        "{first} to {last}, {width}"
    );
    // Whoever reads the SVG may have a face for it.
    assert!(svg(&picture).contains(IN_NO_FACE));
}

#[test]
fn the_texts_of_a_pdf_can_be_read() {
    let measure = Measure::new();
    let scene = sheet::half(&Theme::PRINT, &measure);
    let bytes = pdf(&picture(&scene, &measure)).unwrap();
    show("readable.pdf", &bytes).unwrap();
    let path = shown("readable.pdf");
    let Ok(read) = std::process::Command::new("pdftotext")
        .arg(&path)
        .arg("-")
        .output()
    else {
        return;
    };
    let text = String::from_utf8(read.stdout).unwrap();
    for line in [
        "uncertain: pale, dashed rim, query",
        "Talks at the base",
        "left out (role)",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let Ok(told) = std::process::Command::new("pdfinfo").arg(&path).output() else {
        return;
    };
    let told = String::from_utf8(told.stdout).unwrap();
    for line in ["Every mark & <state>", "600 x 831 pts"] {
        assert!(told.contains(line), "{line} is not in {told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Scripts that join, stack, turn round and have no face at all, mixed as no one would.
    #[test]
    fn no_text_stops_the_export(
        lines in proptest::collection::vec("[a-cא-דء-ي北京🕊👍🏽❤️\u{200d}\u{fe0f}\u{301}\u{64b}\u{202e}\u{2067}\u{2069}ก-๛अ-हि्한() <&]{0,14}|\\PC{0,10}", 1..8),
    ) {
        let measure = Measure::new();
        let mut scene = Scene::new(vec2(300.0, 200.0));
        for (n, line) in (0u16..).zip(&lines) {
            let style = Style::new(12.0, Weight::Medium, Color32::BLACK);
            let at = pos2(10.0, 20.0 + 20.0 * f32::from(n));
            scene.text(Key::Event(u32::from(n)), at, line, style, &measure);
        }
        let picture = picture(&scene, &measure);
        Document::parse(&svg(&picture)).unwrap();
        prop_assert!(png(&picture, 1.0, &go_on).is_ok());
        let written = pdf(&picture);
        prop_assert!(written.is_ok(), "{written:?}");
    }
}
