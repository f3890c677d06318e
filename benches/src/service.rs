//! A server under test: the built binary in preview, with a directory, a database, keys and a port of its own.

use crate::{Arguments, clock, error::LoadError};
use std::{
    fs::{self, File},
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// Longest wait for a start, in looks of [`PAUSE`].
const LOOKS: usize = 10_000;
/// Pause between two looks whether a server is ready.
const PAUSE: Duration = Duration::from_millis(1);

/// A server, running or not.
pub struct Service {
    latchkey: PathBuf,
    folder: TempDir,
    database: String,
    address: SocketAddr,
    process: Option<Child>,
}

impl Service {
    /// An empty service that does not run yet.
    ///
    /// # Errors
    /// When there is no binary or no room.
    pub fn new(arguments: &Arguments, postgres: Option<&str>) -> Result<Self, LoadError> {
        let latchkey = fs::canonicalize(&arguments.latchkey);
        let latchkey = latchkey.map_err(|_| LoadError::NotBuilt(arguments.latchkey.clone()))?;
        let mut folder = tempfile::Builder::new();
        let folder = folder.prefix("latchkey-bench-");
        let folder = match &arguments.dir {
            Some(dir) => folder.tempdir_in(dir)?,
            None => folder.tempdir()?,
        };
        let file = folder.path().join("latchkey.db");
        let database = postgres.map_or_else(|| format!("sqlite://{}?mode=rwc", file.display()), str::to_owned);
        // The port is free once the listener is gone.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Self { latchkey, folder, database, address, process: None })
    }

    /// Where its database is.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The name of the running process.
    ///
    /// # Errors
    /// When it does not run.
    pub fn pid(&self) -> Result<u32, LoadError> {
        self.process.as_ref().map(Child::id).ok_or(LoadError::Proc("process"))
    }

    /// Starts it, and says how long it took until it was ready to serve.
    ///
    /// # Errors
    /// When it ends or takes too long.
    pub fn start(&mut self) -> Result<Duration, LoadError> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let mut command = self.prepared();
        command.arg("serve").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let started = clock::start();
        self.process = Some(command.spawn()?);
        for _ in 0..LOOKS {
            if self.is_ready() {
                return Ok(started.elapsed());
            }
            std::thread::sleep(PAUSE);
        }
        Err(LoadError::NotReady(fs::read_to_string(self.log()).unwrap_or_default()))
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn stop(&mut self) -> Result<(), LoadError> {
        if let Some(mut process) = self.process.take() {
            Command::new("kill").args(["-TERM", &process.id().to_string()]).status()?;
            process.wait()?;
        }
        Ok(())
    }

    /// Runs a command beside the server.
    ///
    /// # Errors
    /// When it fails.
    pub fn command(&self, arguments: &[&str]) -> Result<(), LoadError> {
        let output = self.prepared().args(arguments).stdin(Stdio::null()).output()?;
        if output.status.success() {
            return Ok(());
        }
        let name = arguments.first().copied().unwrap_or_default().to_owned();
        Err(LoadError::Command(name, output.status, String::from_utf8_lossy(&output.stderr).into_owned()))
    }

    /// Writes a file that a command reads.
    ///
    /// # Errors
    /// When there is no room.
    pub fn file(&self, name: &str, text: &str) -> Result<String, LoadError> {
        let path = self.folder.path().join(name);
        fs::write(&path, text)?;
        Ok(path.display().to_string())
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }

    /// The binary with its settings. All requests come from one address here, so the shield against floods is out of
    /// the way; everything else is as shipped.
    fn prepared(&self) -> Command {
        let mut command = Command::new(&self.latchkey);
        command.current_dir(self.folder.path()).envs([
            ("LATCHKEY__MODE", "preview"),
            ("LATCHKEY__DELIVERY", "preview"),
            ("LATCHKEY__DATABASE__URL", self.database.as_str()),
            ("LATCHKEY__ORGANISATION__NAME", "Riverside Hospital"),
            ("LATCHKEY__ORGANISATION__HR__EMAIL", "hr@riverside.example"),
            ("LATCHKEY__SERVER__REQUESTS_PER_SECOND", "1000000"),
            ("LATCHKEY__SERVER__REQUEST_BURST", "1000000"),
        ]);
        command
            .env("LATCHKEY__SERVER__LISTEN", self.address.to_string())
            .env("LATCHKEY__SERVER__PUBLIC_URL", format!("http://localhost:{}", self.address.port()))
            .env("LATCHKEY__KEYS__DIR", self.folder.path().join("keys"));
        command
    }

    fn is_ready(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(self.address) else { return false };
        let request = format!("GET /readyz HTTP/1.0\r\nHost: localhost:{}\r\n\r\n", self.address.port());
        let mut begin = [0; 12];
        stream.write_all(request.as_bytes()).is_ok()
            && stream.read_exact(&mut begin).is_ok()
            && begin.ends_with(b" 200")
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It goes with its directory; an error leaves nothing else to do.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
