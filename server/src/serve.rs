//! Serving, from the first request to the last.

use crate::{jobs, router, state::AppState};
use axum::{
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{future::Future, pin::pin, time::Duration};
use tokio::{net::TcpListener, sync::watch};
use tower::ServiceExt;

/// How long requests in hand may take once the service is told to stop.
const DRAIN: Duration = Duration::from_secs(20);
/// How long jobs may take from the same moment on, with what they have in hand.
const JOBS: Duration = Duration::from_secs(25);

/// Serves until `shutdown` is done, then finishes what is in hand, within 25 seconds. Open event streams are told to
/// connect again elsewhere. Tests bring a listener and a `shutdown` of their own.
pub async fn serve_with_listener(
    state: AppState,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
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
    let finished = async {
        tokio::select! {
            () = answer(&state, listener, begin_to_stop) => {}
            () = ended(stopped.clone(), DRAIN) => tracing::warn!("some requests were cut off"),
        }
        while jobs.join_next().await.is_some() {}
    };
    tokio::select! {
        () = finished => {}
        () = ended(stopped.clone(), JOBS) => tracing::warn!("some jobs were cut off"),
    }
    tracing::info!("stopped");
}

/// Takes connections until `begin_to_stop` is done, then lets each finish the request that it has in hand.
///
/// This is `axum::serve` with a time limit on what comes before a request: without one, connections that send a head a
/// byte at a time, or nothing, are held for as long as their sender likes.
async fn answer(state: &AppState, mut listener: TcpListener, begin_to_stop: impl Future<Output = ()>) {
    let router = router::build(state);
    let patience = Duration::from_secs(state.settings.server.request_head_seconds.get().into());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let connections = GracefulShutdown::new();
    let mut begin_to_stop = pin!(begin_to_stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut begin_to_stop => break,
        };
        // Small answers leave at once.
        let _ = stream.set_nodelay(true);
        let service = router.clone().map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            // A client that went away, or was shown the door: nobody is left to tell.
            if let Err(error) = connection.await {
                tracing::debug!(error = &error as &dyn std::error::Error, "a connection ended early");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
}

/// Done so long after the service was told to stop.
async fn ended(mut stopped: watch::Receiver<bool>, patience: Duration) {
    // An error means that nobody can tell it any more, because it has been told.
    let _ = stopped.wait_for(|stop| *stop).await;
    tokio::time::sleep(patience).await;
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
