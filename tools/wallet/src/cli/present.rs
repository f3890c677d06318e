//! `present`: shows a key to a verifier from the command line.

use std::io::{self, BufRead, IsTerminal as _, Write};

use serde_json::{Value, json};
use url::Url;

use super::CliError;
use crate::http::Http;
use crate::present::{Choice, PresentError, choices, choose, decline, share};
use crate::request::Link;
use crate::request_object::Request;
use crate::store::Store;

/// One call.
pub struct Present {
    /// The link to the request.
    pub link: String,
    /// Which key to show; the first that fits when it is not said.
    pub key: Option<String>,
    /// What to say.
    pub consent: Consent,
    /// Whether a program reads the report.
    pub json: bool,
}

/// Whether anything is shared.
#[derive(PartialEq, Eq)]
pub enum Consent {
    /// The person is asked.
    Ask,
    /// The person has said yes.
    Given,
    /// The person has said no, and the verifier is told.
    Refused,
}

impl Present {
    /// Does what was asked.
    ///
    /// # Errors
    /// [`CliError::NobodyToAsk`], [`CliError::Io`] and [`CliError::Present`].
    pub async fn run(self, http: &Http, store: &Store) -> Result<(), CliError> {
        // Before anything is fetched: the verifier need not hear of a call that cannot succeed.
        if self.consent == Consent::Ask && !io::stdin().is_terminal() {
            return Err(CliError::NobodyToAsk);
        }
        let link = Link::parse(&self.link).map_err(PresentError::from)?;
        let fetched = link.fetch(http, &mut crate::random()).await.map_err(PresentError::from)?;
        let request = Request::check(&fetched, crate::now()).map_err(PresentError::from)?;
        if self.consent == Consent::Refused {
            return self.report(&request, None, decline(http, &request).await?.as_ref());
        }
        let held = store.list().map_err(PresentError::from)?;
        let choice = choose(choices(&request, held, crate::now())?, self.key.as_deref())?;
        // The report alone belongs to the program that reads it.
        let mut out: Box<dyn Write> = if self.json { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
        if !self.json || self.consent == Consent::Ask {
            introduce(&mut out, &request, &choice)?;
        }
        if self.consent == Consent::Ask && !says_yes(&mut out, &mut io::stdin().lock())? {
            return self.report(&request, None, decline(http, &request).await?.as_ref());
        }
        let next = share(http, &request, &choice, crate::now(), &mut crate::random()).await?;
        self.report(&request, Some(&choice), next.as_ref())
    }

    fn report(&self, request: &Request, shared: Option<&Choice>, next: Option<&Url>) -> Result<(), CliError> {
        let mut out = io::stdout();
        if self.json {
            let report = json!({
                "outcome": if shared.is_some() { "shared" } else { "declined" },
                "verifier": request.verifier(), "host": request.host(),
                "key": shared.map(|choice| &choice.held.id), "shared": shared.map(|choice| &choice.shared),
                "redirect_uri": next.map(Url::as_str),
            });
            return Ok(writeln!(out, "{report:#}")?);
        }
        match shared {
            Some(choice) => writeln!(out, "Shared: {} ({})", choice.held.name, choice.held.id)?,
            None => writeln!(out, "Nothing was shared, and {} was told so", request.verifier())?,
        }
        if let Some(next) = next {
            writeln!(out, "Go on at {next}")?;
        }
        Ok(())
    }
}

fn introduce(out: &mut dyn Write, request: &Request, choice: &Choice) -> io::Result<()> {
    writeln!(out, "{} wants to know who you are. The answer goes to {}", request.verifier(), request.host())?;
    writeln!(out, "It will see your {} from {}:", choice.held.name, choice.held.issuer_name)?;
    for (name, value) in &choice.shared {
        match value {
            Value::String(text) => writeln!(out, "  {name}: {text}")?,
            other => writeln!(out, "  {name}: {other}")?,
        }
    }
    Ok(())
}

fn says_yes(out: &mut dyn Write, answers: &mut dyn BufRead) -> io::Result<bool> {
    write!(out, "Share? (y/N) ")?;
    out.flush()?;
    let mut line = String::new();
    answers.read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::says_yes;

    #[test]
    fn only_a_clear_yes_shares() {
        let said = |line: &str| says_yes(&mut Vec::new(), &mut line.as_bytes()).unwrap();
        assert!(said("y\n") && said(" Yes\n"));
        assert!(!said("\n") && !said("") && !said("n\n") && !said("yellow\n"));
    }
}
