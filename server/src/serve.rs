//! Serving, from the first request to the last.

use crate::{jobs, router, state::AppState};
use axum::serve::ListenerExt;
use std::{future::Future, io, net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// How long requests in hand may take once the service is told to stop.
const DRAIN: Duration = Duration::from_secs(20);
/// How long jobs may take after that.
const JOBS: Duration = Duration::from_secs(5);

/// Serves until `shutdown` is done, then finishes what is in hand, within 25 seconds. Open event streams are told to
/// connect again elsewhere. Tests bring a listener and a `shutdown` of their own.
///
/// # Errors
/// When the listener fails.
pub async fn serve_with_listener(
    state: AppState,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let mut jobs = jobs::start(&state, &stopped);
    let live = state.live.clone();
    let begin_to_stop = async move {
        shutdown.await;
        tracing::info!("stopping");
        live.close();
        // Receivers are there as long as this function runs.
        let _ = stop.send(true);
    };
    // Small answers leave at once.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    let service = router::build(&state).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(begin_to_stop);
    tokio::select! {
        served = server => served?,
        () = drained(stopped) => tracing::warn!("some requests were cut off"),
    }
    let finished = async { while jobs.join_next().await.is_some() {} };
    if tokio::time::timeout(JOBS, finished).await.is_err() {
        tracing::warn!("some jobs were cut off");
    }
    tracing::info!("stopped");
    Ok(())
}

async fn drained(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, and with it the server.
    let _ = stopped.wait_for(|stop| *stop).await;
    tokio::time::sleep(DRAIN).await;
}

/// Done when the operating system asks the process to end: SIGINT or SIGTERM.
pub async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
