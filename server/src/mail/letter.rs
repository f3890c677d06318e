//! An email's body, written once and laid out twice: as plain text and as HTML.

use super::{Recipient, contact};
use contract::Site;
use delivery::Email;
use std::fmt::Write;

/// A body that grows paragraph by paragraph.
pub(super) struct Letter<'a> {
    site: &'a Site,
    to: Recipient<'a>,
    subject: String,
    text: String,
    html: String,
}

impl<'a> Letter<'a> {
    /// Begins with the greeting.
    pub fn new(site: &'a Site, to: Recipient<'a>, subject: impl Into<String>) -> Self {
        let letter = Self { site, to, subject: subject.into(), text: String::new(), html: String::new() };
        let greeting = format!("Dear {}", to.given_name);
        letter.paragraph(&greeting)
    }

    /// Adds a paragraph.
    pub fn paragraph(mut self, sentences: &str) -> Self {
        // Writing into a String does not fail.
        let _ = write!(self.text, "{sentences}\n\n");
        let _ = writeln!(self.html, "<p>{}</p>", escape(sentences));
        self
    }

    /// Adds a link on a line of its own, readable as a whole.
    pub fn link(mut self, url: &str) -> Self {
        let _ = write!(self.text, "{url}\n\n");
        let _ = writeln!(self.html, "<p><a href=\"{0}\">{0}</a></p>", escape(url));
        self
    }

    /// Ends with whom to tell and who wrote.
    pub fn email(self) -> Email {
        let unexpected = format!("If you did not expect this email, contact {}.", contact(self.site));
        let sender = self.site.organisation.clone();
        let letter = self.paragraph(&unexpected).paragraph(&sender);
        let html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{}</title>\n</head>\n<body style=\"font-family: Arial, sans-serif; font-size: 19px; line-height: 1.5; max-width: 600px\">\n\
             {}</body>\n</html>\n",
            escape(&letter.subject),
            letter.html
        );
        Email::new(letter.to.email, &letter.subject, format!("{}\n", letter.text.trim_end()), html)
    }
}

/// Text that can stand in HTML, in an element or in a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
