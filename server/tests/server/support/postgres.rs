//! A throw-away PostgreSQL cluster for the life of the test process: Debian's binaries, a directory of its own, a free
//! port on the loopback address. It stops when the process ends, however it ends.

use std::{
    net::TcpListener,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

pub struct Cluster {
    port: u16,
    // Its standard input is a pipe from this process: when the process ends, the pipe closes and the watcher stops the
    // cluster.
    _watcher: Child,
}

impl Cluster {
    pub fn url(&self, database: &str) -> String {
        format!("postgres://latchkey@127.0.0.1:{}/{database}", self.port)
    }
}

pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(start)
}

fn start() -> Cluster {
    let bin = binaries();
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let dir = std::env::temp_dir().join(format!("latchkey-postgres-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o777)).unwrap();
    // PostgreSQL refuses to run as root.
    let root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    let prefix = if root { "runuser -u postgres -- " } else { "" };
    let data = dir.join("data");
    let script = format!(
        "set -e
         {prefix}{bin}/initdb -D {data} -U latchkey -A trust --no-sync -E UTF8 --locale=C >{dir}/initdb.log 2>&1
         {prefix}{bin}/postgres -D {data} -p {port} -k '' -h 127.0.0.1 -F -c max_connections=300 -c shared_buffers=64MB \
             -c synchronous_commit=off -c full_page_writes=off -c log_min_messages=panic >{dir}/log 2>&1 &
         cat >/dev/null || true
         kill -QUIT $(head -n 1 {data}/postmaster.pid)
         wait
         rm -rf {dir}",
        bin = bin.display(),
        data = data.display(),
        dir = dir.display(),
    );
    let mut watcher = Command::new("sh")
        .arg("-c")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let is_ready = || {
        let ready = Command::new(bin.join("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status()
            .unwrap();
        std::thread::sleep(Duration::from_millis(if ready.success() { 0 } else { 100 }));
        ready.success()
    };
    if !(0..300).any(|_| is_ready()) {
        watcher.kill().and_then(|()| watcher.wait()).unwrap();
        panic!("PostgreSQL did not start; see {}/log", dir.display());
    }
    Cluster { port, _watcher: watcher }
}

fn binaries() -> PathBuf {
    let found =
        std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let found = found.filter(|bin| bin.join("initdb").exists()).max();
    found.unwrap_or_else(|| {
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&on_path)
            .find(|dir: &PathBuf| Path::new(dir).join("initdb").exists())
            .expect("PostgreSQL is not installed: apt-get install postgresql-15")
    })
}
