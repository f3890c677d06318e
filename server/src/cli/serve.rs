//! `latchkey serve`.

use super::Failure;
use crate::{clock::Clock, config::Settings, http::assets, random::Random, serve, start};
use std::io::IsTerminal;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

pub(super) async fn run(settings: Settings) -> Result<(), Failure> {
    let refusals = settings.validate();
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    begin_log(&settings);
    let (clock, random) = (Clock::System, Random::System);
    let _lock = start::lock(&settings)?;
    let db = start::database(&settings).await?;
    if settings.is_preview() {
        start::migrate(&settings, &db).await?;
        start::make_keys(&settings, &clock, &random)?;
    } else {
        start::require_migrated(&db).await?;
    }
    if !assets::FRONT_END_EMBEDDED {
        tracing::warn!("this binary was built without the front end: pages have no style and no script");
    }
    let listen = settings.server.listen;
    let public_url = settings.server.public_url.clone();
    let state = start::state(settings, db, clock, random)?;
    let listener = TcpListener::bind(listen).await.map_err(|error| Failure::Listen(listen, error))?;
    tracing::info!(address = %listen, %public_url, "listening");
    serve::serve_with_listener(state, listener, serve::asked_to_stop()).await;
    Ok(())
}

/// To standard error: lines for people in preview, JSON in production. `RUST_LOG` chooses what.
fn begin_log(settings: &Settings) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sea_orm_migration=warn"));
    let coloured = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(coloured).with_writer(std::io::stderr);
    // Fails only when there is a log already, as in tests.
    let _ = if settings.is_preview() { log.compact().try_init() } else { log.json().try_init() };
    // The message of a panic may hold what somebody typed; the log is told the place alone.
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(place = panic.location().map(tracing::field::display), "a mistake in the program");
    }));
}
