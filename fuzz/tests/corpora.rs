//! Every input in `corpus/` through its target: what fuzzing begins with, and what it once found.

use std::collections::BTreeSet;
use std::path::Path;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

#[test]
fn every_input_keeps_the_properties_of_its_target() {
    for (name, target) in fuzz::ALL {
        let mut accepted = 0;
        let mut refused = 0;
        for entry in std::fs::read_dir(Path::new(CORPUS).join(name)).unwrap() {
            let input = std::fs::read(entry.unwrap().path()).unwrap();
            if target(&input) { accepted += 1 } else { refused += 1 }
        }
        // A target that accepts nothing, or everything, checks nothing.
        assert!(accepted > 0 && refused > 0, "{name}: {accepted} accepted, {refused} refused");
    }
}

#[test]
fn the_seeds_are_those_that_are_checked_in() {
    let names: BTreeSet<_> = fuzz::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    let folders = std::fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names, folders.collect());
    for name in names {
        for (seed, input) in fuzz::seeds::of(&name) {
            let path = Path::new(CORPUS).join(&name).join(seed);
            assert!(std::fs::read(&path).is_ok_and(|stored| stored == input), "{}", path.display());
        }
    }
}
