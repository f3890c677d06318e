//! What the libraries of providers write into the log.

use crate::{
    dispatch, email, end_user_messaging, mail_servers, notify, ses, sms,
    stub::{Answer, Stub},
};
use std::{
    io,
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_address_and_no_message_is_logged_at_any_level() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    tracing::trace!("the log works");
    let stub = Stub::answering(vec![Answer::Say(500, "+447700900123".to_owned()); 4]).await;
    let (email, sms, at) = (email("sam@example.org"), sms(), || stub.url.clone());
    ses::at(at()).send(&email, dispatch(None)).await.unwrap_err();
    end_user_messaging::at(at()).send(&sms, dispatch(None)).await.unwrap_err();
    notify::texts(at()).send(&sms, dispatch(None)).await.unwrap_err();
    mail_servers::clear().send(&email, dispatch(None)).await.unwrap();
    assert_eq!(stub.asked().len(), 3);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("the log works"));
    for secret in ["7700900123", "sam@example.org", "012345", "Hello", "Your access key", "AKIAEXAMPLE"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}
