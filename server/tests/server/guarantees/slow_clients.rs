//! Connections whose clients take their time, at the real listener.

use crate::support::{Database, TestApp};
use std::{net::SocketAddr, num::NonZeroU32, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::timeout,
};

/// A test that waits for longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A service with little patience.
async fn impatient() -> TestApp {
    TestApp::with(Database::sqlite(), |settings| settings.server.request_head_seconds = NonZeroU32::MIN).await
}

/// A service that listens.
struct Listening {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Listening {
    async fn with(app: &TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            stopped.await.unwrap();
        };
        let served = tokio::spawn(server::serve::serve_with_listener(app.state.clone(), listener, shutdown));
        Self { address, stop, served }
    }

    async fn connect(&self, first: &str) -> TcpStream {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        connection.write_all(first.as_bytes()).await.unwrap();
        connection
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        timeout(PATIENCE, self.served).await.expect("it stops").unwrap();
    }
}

/// Everything until the other side closes the connection.
async fn rest(connection: &mut TcpStream) -> String {
    let mut all = Vec::new();
    // Closed in the middle of a request, a connection may also be reset.
    let _ = timeout(PATIENCE, connection.read_to_end(&mut all)).await.expect("the connection is closed");
    String::from_utf8(all).unwrap()
}

/// What comes first.
async fn begin(connection: &mut TcpStream) -> String {
    let mut buffer = vec![0; 4096];
    let read = timeout(PATIENCE, connection.read(&mut buffer)).await.expect("an answer").unwrap();
    String::from_utf8(buffer[..read].to_vec()).unwrap()
}

// OPS-15
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_sends_no_whole_head_is_closed() {
    let app = impatient().await;
    let service = Listening::with(&app).await;
    for first in ["", "GET /livez HTTP/1.1\r\nHost: loc"] {
        let mut connection = service.connect(first).await;
        assert_eq!(rest(&mut connection).await, "", "{first:?}");
    }
    service.stop().await;
}

// OPS-15
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_closed_some_time_after_its_last_answer() {
    let app = impatient().await;
    let service = Listening::with(&app).await;
    let mut connection = service.connect("GET /livez HTTP/1.1\r\nHost: localhost:3000\r\n\r\n").await;
    let answer = rest(&mut connection).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && !answer.contains("connection: close"), "{answer}");
    service.stop().await;
}

// OPS-15, OPS-10: the limit is on what comes before a request; a page that waits for its wallet is told when the service
// stops, and not before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_may_take_its_time() {
    let app = impatient().await;
    let sam = app.person("Sam", "125").await;
    let link = app.invite(&sam).await;
    let cookie = app.verified(&sam, &link).await.cookies["latchkey-flow"].clone();
    let service = Listening::with(&app).await;
    let events = format!("GET /key/events HTTP/1.1\r\nHost: localhost:3000\r\nCookie: latchkey-flow={cookie}\r\n\r\n");
    let mut stream = service.connect(&events).await;
    assert!(begin(&mut stream).await.starts_with("HTTP/1.1 200 OK\r\n"));

    // Another connection that came later has been closed: the stream has outlived the limit.
    rest(&mut service.connect("").await).await;
    service.stop().await;
    assert!(rest(&mut stream).await.contains("event: bye"));
}
