//! Puts the front end into the binary.
//!
//! Embeds `dist/` (what `scripts/build-frontend` made, served below `/assets/`) and `public/` (served at
//! the root) as they are at this moment. It calls neither Trunk nor cargo: with an empty or missing
//! `dist/` the server builds all the same, and says at start that it has no front end.
//!
//! Writes `$OUT_DIR/assets.rs`, which `src/http/assets.rs` takes in with `include!`. It holds:
//!
//! ```text
//! pub struct Asset {
//!     pub path: &'static str,              // "/assets/frontend-3f2a….js", "/favicon.svg"
//!     pub bytes: &'static [u8],
//!     pub brotli: Option<&'static [u8]>,   // the same, compressed; absent where it would be no smaller
//!     pub gzip: Option<&'static [u8]>,
//!     pub content_type: &'static str,      // "text/javascript; charset=utf-8"
//!     pub immutable: bool,                 // the name holds a hash of the content
//! }
//! pub static ASSETS: &[Asset];             // sorted by path
//! pub const SCRIPT: Option<&str>;          // path of the bundle's loader, an ES module
//! pub const WASM: Option<&str>;            // path of the bundle
//! pub const STYLESHEET: Option<&str>;      // path of the style sheet
//! pub const CONSOLE_STYLESHEET: Option<&str>; // path of the HR console's
//! pub const STYLE: &str;                   // the style sheet; empty where there is none
//! pub const FRONT_END_EMBEDDED: bool;      // all of them are there
//! ```

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let server = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no directory")?);
    let root = server.parent().ok_or("the server's directory has no parent")?;
    let dist = root.join("dist");
    let public = root.join("public");

    // Cargo runs this script before every build when a path it watches does not exist, and the server
    // would be compiled anew each time. A source tree that cannot be written to only loses that.
    let _ = fs::create_dir_all(&dist);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed={}", public.display());

    let mut files = Vec::new();
    collect(&dist, "/assets", &mut files)?;
    collect(&public, "", &mut files)?;
    // Trunk's own page; ours are rendered by the server.
    files.retain(|file| file.path != "/assets/index.html");
    files.sort_by(|left, right| left.path.cmp(&right.path));

    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no output directory")?).join("assets.rs");
    fs::write(out, generate(&files)?)?;
    Ok(())
}

/// A file to embed.
struct File {
    /// Where a browser finds it.
    path: String,
    /// Where the compiler finds it.
    source: PathBuf,
}

impl File {
    /// Whether the name ends in a hash as Trunk writes it: at least 8 hexadecimal digits after a dash,
    /// so that another content always has another name.
    fn has_hashed_name(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let stem = stem.strip_suffix("_bg").unwrap_or(stem);
        stem.rsplit_once('-')
            .is_some_and(|(_, hash)| hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    /// The compressed copy beside the file, if there is one.
    fn compressed(&self, extension: &str) -> Option<PathBuf> {
        let mut name = self.source.clone().into_os_string();
        name.push(extension);
        let path = PathBuf::from(name);
        path.is_file().then_some(path)
    }

    /// What the file is, by its extension.
    fn content_type(&self) -> Result<&'static str, String> {
        let extension = self.source.extension().and_then(|extension| extension.to_str());
        Ok(match extension {
            Some("css") => "text/css; charset=utf-8",
            Some("html") => "text/html; charset=utf-8",
            Some("ico") => "image/x-icon",
            Some("js" | "mjs") => "text/javascript; charset=utf-8",
            Some("json") => "application/json",
            Some("png") => "image/png",
            Some("svg") => "image/svg+xml",
            Some("txt") => "text/plain; charset=utf-8",
            Some("wasm") => "application/wasm",
            Some("webmanifest") => "application/manifest+json",
            _ => return Err(format!("build.rs knows no content type for {}", self.path)),
        })
    }
}

/// Adds every file below `directory`, but for hidden ones and compressed copies.
fn collect(directory: &Path, prefix: &str, files: &mut Vec<File>) -> io::Result<()> {
    let entries = match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let path = format!("{prefix}/{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.push(File { path, source: entry.path() });
        }
    }
    Ok(())
}

/// The one file of the bundle with this prefix and ending, for instance `frontend-` and `.js`.
fn only<'a>(files: &'a [File], start: &str, end: &str) -> Result<Option<&'a str>, String> {
    let mut found =
        files.iter().filter(|file| file.has_hashed_name() && file.path.starts_with(start) && file.path.ends_with(end));
    match (found.next(), found.next()) {
        (first, None) => Ok(first.map(|file| file.path.as_str())),
        (_, Some(_)) => Err(format!("dist/ holds more than one {start}*{end}; remove dist/ and build again")),
    }
}

/// The text of `assets.rs`.
fn generate(files: &[File]) -> Result<String, Box<dyn Error>> {
    let script = only(files, "/assets/frontend-", ".js")?;
    let wasm = only(files, "/assets/frontend-", ".wasm")?;
    let stylesheet = only(files, "/assets/latchkey-", ".css")?;
    let console = only(files, "/assets/console-", ".css")?;
    let complete = script.is_some() && wasm.is_some() && stylesheet.is_some() && console.is_some();

    let mut text = String::from(DECLARATION);
    writeln!(text, "/// Every embedded file, sorted by path.")?;
    writeln!(text, "pub static ASSETS: &[Asset] = &[")?;
    for file in files {
        writeln!(
            text,
            "    Asset {{ path: {:?}, bytes: include_bytes!({:?}), brotli: {}, gzip: {}, content_type: {:?}, immutable: {} }},",
            file.path,
            file.source,
            optional_bytes(file.compressed(".br")),
            optional_bytes(file.compressed(".gz")),
            file.content_type()?,
            file.has_hashed_name(),
        )?;
    }
    writeln!(text, "];")?;
    writeln!(text, "/// Path of the bundle's loader, an ES module.\npub const SCRIPT: Option<&str> = {script:?};")?;
    writeln!(text, "/// Path of the wasm bundle.\npub const WASM: Option<&str> = {wasm:?};")?;
    writeln!(text, "/// Path of the style sheet.\npub const STYLESHEET: Option<&str> = {stylesheet:?};")?;
    writeln!(
        text,
        "/// Path of the HR console's style sheet.\npub const CONSOLE_STYLESHEET: Option<&str> = {console:?};"
    )?;
    let style = files.iter().find(|file| Some(file.path.as_str()) == stylesheet).map(|file| &file.source);
    let style = style.map_or_else(|| "\"\"".to_owned(), |source| format!("include_str!({source:?})"));
    writeln!(text, "/// The style sheet; empty where there is none.\npub const STYLE: &str = {style};")?;
    writeln!(text, "/// Whether loader, bundle and style sheets are all there.")?;
    writeln!(text, "pub const FRONT_END_EMBEDDED: bool = {complete};")?;
    Ok(text)
}

/// The expression for a compressed copy.
fn optional_bytes(path: Option<PathBuf>) -> String {
    path.map_or_else(|| "None".to_owned(), |path| format!("Some(include_bytes!({path:?}))"))
}

/// The type of an embedded file.
const DECLARATION: &str = "\
/// A file inside the binary.
#[derive(Debug)]
pub struct Asset {
    /// Where a browser finds it.
    pub path: &'static str,
    /// The content.
    pub bytes: &'static [u8],
    /// The content, compressed with brotli; absent where that would be no smaller.
    pub brotli: Option<&'static [u8]>,
    /// The content, compressed with gzip; absent where that would be no smaller.
    pub gzip: Option<&'static [u8]>,
    /// The Content-Type header.
    pub content_type: &'static str,
    /// Whether the name holds a hash of the content, so that it may be cached for ever.
    pub immutable: bool,
}
";
