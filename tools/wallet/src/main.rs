//! Latchkey's demo wallet: redeems credential offers and shows keys to verifiers, from the command line or from a page
//! like a phone's.
//! For development only; it depends on nothing of Latchkey's.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use getrandom::SysRng;
use p256::elliptic_curve::rand_core::UnwrapErr;

mod address;
mod authorization_server;
mod cli;
mod credential;
mod dcql;
mod encryption;
mod exchange;
mod html;
mod http;
mod key;
mod metadata;
mod offer;
mod page;
mod present;
mod receive;
mod request;
mod request_object;
mod signer;
mod status;
mod store;

fn main() -> ExitCode {
    let ran = cli::Call::from_arguments().and_then(run);
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when standard error is closed.
            let _closed = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(call: cli::Call) -> Result<(), cli::CliError> {
    // Two TLS back ends are never built in, so the first and only choice holds.
    let _first = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(call.run())
}

/// The time in Unix seconds.
#[expect(clippy::disallowed_methods, reason = "the only place that reads the clock")]
fn now() -> i64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(passed.as_secs()).unwrap_or(i64::MAX)
}

/// The system's randomness; the only place that names it.
fn random() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}
