//! Writes the inputs with which fuzzing begins into `corpus/`, each target's into a folder of its own.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (target, _) in fuzz::ALL {
        let folder = corpus.join(target);
        std::fs::create_dir_all(&folder)?;
        for (name, input) in fuzz::seeds::of(target) {
            std::fs::write(folder.join(name), input)?;
        }
    }
    Ok(())
}
