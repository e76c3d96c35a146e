//! The texts of a calendar: escapes (RFC 5545, 3.3.11), lists, and quoted-printable (RFC 2045, 6.7).

/// A text without its escapes.
pub(super) fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, signs.peek()) {
            ('\\', Some('n' | 'N')) => {
                signs.next();
                text.push('\n');
            }
            ('\\', Some('\\' | ';' | ',' | ':' | '"')) => text.extend(signs.next()),
            _ => text.push(sign),
        }
    }
    text.trim().to_owned()
}

/// The texts of a list whose parts one of the signs parts, unless it is escaped.
pub(super) fn list(value: &str, by: &[char]) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut is_escaped = false;
    for sign in value.chars() {
        if by.contains(&sign) && !is_escaped {
            all.push(String::new());
        } else if let Some(last) = all.last_mut() {
            last.push(sign);
        }
        is_escaped = sign == '\\' && !is_escaped;
    }
    let all = all.iter().map(|part| plain(part));
    all.filter(|part| !part.is_empty()).collect()
}

/// A text as a name in a cell whose names are parted by "; ": in one line, without that sign.
pub(super) fn name(text: &str) -> String {
    let lines = text.split('\n').map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(", ").replace(';', ",")
}

/// What quoted-printable stands for, in UTF-8 or else Latin 1.
pub(super) fn of_quoted_printable(value: &str, charset: &str) -> String {
    let mut bytes: Vec<u8> = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('=') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.split_at_checked(2).and_then(|(digits, behind)| {
            let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let byte = u8::from_str_radix(digits, 16).ok();
            Some((byte.filter(|_| is_hex)?, behind))
        });
        match byte {
            Some((byte, behind)) => {
                bytes.push(byte);
                rest = behind;
            }
            None => {
                bytes.push(b'=');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    let text = if charset.to_ascii_uppercase().starts_with("ISO-8859-1") {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    } else {
        String::from_utf8_lossy(&bytes).into_owned()
    };
    // Breaks and the signs of lists are escaped as elsewhere, so that they are read alike.
    text.replace("\r\n", "\\n").replace('\n', "\\n")
}
