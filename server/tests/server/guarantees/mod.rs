//! What holds for the whole service, whatever happens to it.
