//! The other side: one process of the reference implementation, asked line by line.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Map, Value, json};

use crate::presenter::{CLIENT_ID, HOLDER_KEY, NONCE, SIGNER_KEY};
use crate::support::{NOW, WalletKey};

/// The process; it ends when its questions do.
pub struct Reference {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Reference {
    pub fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = root.join("../../target/python/bin/python");
        assert!(python.exists(), "the reference implementation is missing: `make setup` installs it");
        let mut process = Command::new(python)
            .arg(root.join("tests/differential/reference.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let questions = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().unwrap());
        let mut reference = Self { process, questions, answers };
        let key = |number| WalletKey::number(number).private_jwk();
        reference.tell(&json!({ "issuer": key(SIGNER_KEY), "holder": key(HOLDER_KEY) }));
        reference
    }

    /// The claims of a presentation, or why it is refused.
    pub fn verify(&mut self, text: &str) -> Result<Value, String> {
        let mut answer = self.ask(&json!({ "verify": text, "audience": CLIENT_ID, "nonce": NONCE }));
        match answer.get("refused") {
            Some(refusal) => Err(refusal.to_string()),
            None => Ok(answer["claims"].take()),
        }
    }

    /// A presentation of a credential with these claims. What is hidden is marked with `~`.
    pub fn make(&mut self, claims: &Map<String, Value>, header: &Value, seed: u64) -> String {
        let question = json!({
            "make": claims, "header": header, "seed": seed, "now": NOW, "audience": CLIENT_ID, "nonce": NONCE,
        });
        self.ask(&question)["text"].as_str().unwrap().to_owned()
    }

    fn tell(&mut self, line: &Value) {
        writeln!(self.questions.as_mut().unwrap(), "{line}").unwrap();
    }

    fn ask(&mut self, question: &Value) -> Value {
        self.tell(question);
        let mut line = String::new();
        let read = self.answers.read_line(&mut line).unwrap();
        assert!(read > 0, "the reference implementation ended at {question}");
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        self.questions = None;
        let _ = self.process.wait();
    }
}
