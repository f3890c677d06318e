//! The process that stands for Amazon SES, Amazon SNS and mail servers: one for all tests, until they end.

use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{LazyLock, Mutex},
};

/// Where they are, and a way to ask what they got.
pub struct StandIns {
    pub places: Value,
    pipes: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    _process: Child,
}

/// Running from the first use on. The process ends when its input does, with that of the tests.
pub static STAND_INS: LazyLock<StandIns> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("../../target/python/bin/python");
    assert!(python.exists(), "what stands for providers is missing: `make setup` installs it");
    let mut process = Command::new(python)
        .arg(root.join("tests/providers/stand_ins.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let places = line(&mut output);
    let pipes = Mutex::new((process.stdin.take().unwrap(), output));
    StandIns { places, pipes, _process: process }
});

fn line(output: &mut BufReader<ChildStdout>) -> Value {
    let mut line = String::new();
    assert!(output.read_line(&mut line).unwrap() > 0, "what stands for providers has ended");
    serde_json::from_str(&line).unwrap()
}

impl StandIns {
    /// A port.
    pub fn port(&self, name: &str) -> u16 {
        self.places[name].as_u64().unwrap().try_into().unwrap()
    }

    /// Everything that one of them got for `recipient`, which may stand in a text or in a list.
    pub fn got(&self, what: &str, recipient: &str) -> Vec<Value> {
        let mut pipes = self.pipes.lock().unwrap();
        writeln!(pipes.0, "{what}").unwrap();
        let all = line(&mut pipes.1);
        all.as_array().unwrap().iter().filter(|one| one["to"].to_string().contains(recipient)).cloned().collect()
    }
}
