//! The built wallet: run with arguments, or as its page.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::Value;

fn wallet(store: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey-demo-wallet"));
    command.arg("--store").arg(store).args(arguments);
    command
}

pub fn ran(store: &Path, arguments: &[&str]) -> Output {
    wallet(store, arguments).output().unwrap()
}

/// What the wallet said on standard error, which is one sentence when it fails.
pub fn sentence(answer: &Output) -> String {
    String::from_utf8_lossy(&answer.stderr).into_owned()
}

pub fn listed(store: &Path) -> Value {
    serde_json::from_slice(&ran(store, &["list", "--json"]).stdout).unwrap()
}

pub fn files(store: &Path) -> Vec<fs::DirEntry> {
    fs::read_dir(store).map(|all| all.map(Result::unwrap).collect()).unwrap_or_default()
}

/// The wallet's page, stopped when the test ends.
pub struct Page {
    process: Child,
    pub address: String,
    client: Client,
}

impl Page {
    /// Starts it. Its client follows redirects within the page only.
    pub fn start(store: &Path) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--return-to", "http://localhost:3000/key"];
        let mut process = wallet(store, &arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit(' ').next().unwrap().trim_end_matches('/').to_owned();
        // Each test may be the first.
        let _first = rustls::crypto::ring::default_provider().install_default();
        let own = address.clone();
        let policy = Policy::custom(move |attempt| match attempt.url().as_str().starts_with(&own) {
            true => attempt.follow(),
            false => attempt.stop(),
        });
        Self { process, address, client: Client::builder().no_proxy().redirect(policy).build().unwrap() }
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.address))
    }

    pub fn post<T: AsRef<str>>(&self, path: &str, site: &str, form: &[(T, T)]) -> RequestBuilder {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
        self.client.post(format!("{}{path}", self.address)).header("sec-fetch-site", site).form(&form)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

pub async fn text(request: RequestBuilder) -> (StatusCode, String) {
    let answer = request.send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}
