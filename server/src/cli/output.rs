//! The only place that writes to standard output and standard error.

use serde::Serialize;
use std::{
    error::Error,
    io::{self, BufRead, IsTerminal, Write},
};

/// How results are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    json: bool,
}

/// A result could not be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum OutputError {
    /// Not JSON.
    #[error("the result cannot be written as JSON")]
    Json(#[from] serde_json::Error),
    /// Nobody reads.
    #[error("standard output is closed")]
    Closed(#[from] io::Error),
}

impl Output {
    pub(super) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Writes a result: text for people, or the value for programs.
    pub(super) fn result(self, text: &str, value: &impl Serialize) -> Result<(), OutputError> {
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string(value)?)?;
        } else {
            writeln!(out, "{text}")?;
        }
        Ok(())
    }

    /// Asks a person a question; no, if nobody sits there or a program reads.
    pub(super) fn confirms(self, question: &str) -> bool {
        if self.json || !io::stdin().is_terminal() {
            return false;
        }
        let mut answer = String::new();
        let asked = write!(io::stderr(), "{question} [y/N] ").and_then(|()| io::stdin().lock().read_line(&mut answer));
        asked.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
    }
}

/// Says why a command failed, cause by cause.
pub(super) fn fail(error: &dyn Error) {
    let mut text = format!("latchkey: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    // Nobody reads: then nobody can be told.
    let _ = writeln!(io::stderr(), "{text}");
}
