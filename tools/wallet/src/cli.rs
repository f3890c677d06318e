//! The command line.

mod present;

use std::env;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;

use lexopt::prelude::*;
use serde_json::json;

use crate::http::{Http, HttpError};
use crate::page;
use crate::present::PresentError;
use crate::receive::{Found, ReceiveError};
use crate::status::state;
use crate::store::{Store, StoreError};
use present::{Consent, Present};

const HELP: &str = "\
Demo wallet, for trying Latchkey only

latchkey-demo-wallet [--store DIR] receive OFFER [--tx-code CODE]
latchkey-demo-wallet [--store DIR] present REQUEST [--key ID] [--yes | --decline] [--json]
latchkey-demo-wallet [--store DIR] list [--json]
latchkey-demo-wallet [--store DIR] serve [--listen 127.0.0.1:3100] [--return-to URL]

OFFER is a credential offer link, by value or by reference, with any scheme.
REQUEST is the link of a verifier who asks for a key, with any scheme. What it will see is said first, and it sees
nothing unless you agree; --yes agrees, --decline tells it no. --key chooses among several keys, by the id in the list.
Keys are kept in $XDG_DATA_HOME/latchkey-demo-wallet unless --store says otherwise.
";

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The arguments make no sense.
    #[error("{0}. Try --help")]
    Arguments(#[from] lexopt::Error),
    /// There is no folder for the keys.
    #[error("Say with --store where to keep the keys")]
    NoHome,
    /// The page would be open to other computers.
    #[error("--listen takes an address of this computer, such as 127.0.0.1:3100")]
    NotLoopback,
    /// The person must agree, and is not at a terminal.
    #[error("Nobody can be asked here: say --yes to share, or --decline")]
    NobodyToAsk,
    /// Listening or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The client could not be set up.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The keys cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing was added.
    #[error(transparent)]
    Receive(#[from] ReceiveError),
    /// Nothing was shared, or the verifier did not accept it.
    #[error(transparent)]
    Present(#[from] PresentError),
}

/// One call of the program.
pub struct Call {
    store: Option<PathBuf>,
    command: Command,
}

enum Command {
    Help,
    Receive { offer: String, tx_code: Option<String> },
    Present(Present),
    List { json: bool },
    Serve { listen: SocketAddr, return_to: Option<String> },
}

impl Call {
    /// Reads the program's arguments. Options may stand anywhere.
    ///
    /// # Errors
    /// [`CliError::Arguments`].
    pub fn from_arguments() -> Result<Self, CliError> {
        let (mut store, mut words) = (None, Vec::new());
        let (mut tx_code, mut json, mut return_to) = (None, false, None);
        let (mut key, mut yes, mut no) = (None, false, false);
        let mut listen = SocketAddr::from(([127, 0, 0, 1], 3100));
        let mut arguments = lexopt::Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Short('h') | Long("help") => {
                    return Ok(Self { store, command: Command::Help });
                }
                Long("store") => store = Some(PathBuf::from(arguments.value()?)),
                Long("tx-code") => tx_code = Some(arguments.value()?.string()?),
                Long("key") => key = Some(arguments.value()?.string()?),
                Long("yes") => yes = true,
                Long("decline") => no = true,
                Long("json") => json = true,
                Long("listen") => listen = arguments.value()?.parse()?,
                Long("return-to") => return_to = Some(arguments.value()?.string()?),
                Value(word) => words.push(word.string()?),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let command = match words.as_slice() {
            ["receive", offer] => Command::Receive { offer: (*offer).to_owned(), tx_code },
            ["present", link] => {
                let consent = match (yes, no) {
                    (true, true) => return Err(lexopt::Error::from("--yes and --decline exclude each other").into()),
                    (true, false) => Consent::Given,
                    (false, true) => Consent::Refused,
                    (false, false) => Consent::Ask,
                };
                Command::Present(Present { link: (*link).to_owned(), key, consent, json })
            }
            ["list"] => Command::List { json },
            ["serve"] => Command::Serve { listen, return_to },
            _ => return Err(lexopt::Error::from("expected receive OFFER, present REQUEST, list or serve").into()),
        };
        Ok(Self { store, command })
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// Any [`CliError`].
    pub async fn run(self) -> Result<(), CliError> {
        let mut out = io::stdout();
        if let Command::Help = self.command {
            return Ok(write!(out, "{HELP}")?);
        }
        let store = Store::open(self.store.or_else(home).ok_or(CliError::NoHome)?)?;
        let http = Http::new()?;
        match self.command {
            Command::Help => {}
            Command::Receive { offer, tx_code } => {
                let found = Found::fetch(&http, &offer).await?;
                let held = found.redeem(&http, &store, tx_code.as_deref(), crate::now(), &mut crate::random()).await?;
                writeln!(out, "Added: {} from {} ({})", held.name, held.issuer_name, held.id)?;
            }
            Command::Present(present) => present.run(&http, &store).await?,
            Command::List { json } => list(&http, &store, json).await?,
            Command::Serve { listen, return_to } => {
                if !listen.ip().is_loopback() {
                    return Err(CliError::NotLoopback);
                }
                let listener = tokio::net::TcpListener::bind(listen).await?;
                writeln!(out, "Demo wallet, for trying Latchkey only: http://{}/", listener.local_addr()?)?;
                axum::serve(listener, page::router(page::Phone::new(http, store, return_to))).await?;
            }
        }
        Ok(())
    }
}

async fn list(http: &Http, store: &Store, as_json: bool) -> Result<(), CliError> {
    let mut out = io::stdout();
    let mut all = Vec::new();
    for key in store.list()? {
        let state = state(http, &key, crate::now()).await;
        if as_json {
            all.push(json!({
                "id": key.id, "name": key.name, "issuer": key.issuer, "issuer_name": key.issuer_name,
                "state": state.word(), "added_at": key.added_at, "expires_at": key.expires_at, "claims": key.claims,
            }));
        } else {
            writeln!(out, "{}: {} from {} ({})", state, key.name, key.issuer_name, key.id)?;
        }
    }
    if as_json {
        writeln!(out, "{:#}", serde_json::Value::from(all))?;
    }
    Ok(())
}

/// The folder of the XDG base directory specification, with its default.
fn home() -> Option<PathBuf> {
    let set = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
    data.map(|data| data.join("latchkey-demo-wallet"))
}
