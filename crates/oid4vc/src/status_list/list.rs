//! The array of statuses and its compressed form
//! ([Token Status List, section 4](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-4)).

use std::fmt;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::base64url;

/// How many bits one status takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusBits {
    /// Valid or invalid.
    One,
    /// Up to four kinds of status.
    Two,
    /// Up to 16 kinds of status.
    Four,
    /// Up to 256 kinds of status.
    Eight,
}

impl StatusBits {
    /// The number itself: 1, 2, 4 or 8.
    #[must_use]
    pub const fn count(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Four => 4,
            Self::Eight => 8,
        }
    }

    /// The size for a number of bits; `None` unless it is 1, 2, 4 or 8.
    #[must_use]
    pub const fn from_count(count: u64) -> Option<Self> {
        match count {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            4 => Some(Self::Four),
            8 => Some(Self::Eight),
            _ => None,
        }
    }

    const fn largest_status(self) -> u8 {
        u8::MAX >> (8 - self.count())
    }

    const fn per_byte(self) -> usize {
        match self {
            Self::One => 8,
            Self::Two => 4,
            Self::Four => 2,
            Self::Eight => 1,
        }
    }
}

/// An array of statuses, packed from the least significant bit of each byte upwards
/// ([section 4.1](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-4.1)).
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    bits: StatusBits,
    bytes: Vec<u8>,
}

/// Why a status list cannot be read or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusListError {
    /// There is no such place in the list.
    #[error("the index lies outside the status list")]
    OutOfRange,
    /// The status needs more bits than the list has for each.
    #[error("the status does not fit into the bits of the list")]
    StatusTooLarge,
    /// The compressed list is not base64url.
    #[error("the status list is not base64url")]
    Encoding,
    /// The compressed list is damaged or has something behind its end.
    #[error("the status list is not a ZLIB stream")]
    Compression,
    /// The list is larger, unpacked, than the reader is willing to hold.
    #[error("the status list is too large")]
    TooLarge,
}

impl StatusList {
    /// A list of at least `entries` places, all [`VALID`](super::VALID). The number is rounded up to whole bytes.
    #[must_use]
    pub fn new(bits: StatusBits, entries: usize) -> Self {
        Self { bits, bytes: vec![0; entries.div_ceil(bits.per_byte())] }
    }

    /// A list over packed bytes, as [`StatusList::as_bytes`] returned them.
    #[must_use]
    pub fn from_bytes(bits: StatusBits, bytes: Vec<u8>) -> Self {
        Self { bits, bytes }
    }

    /// How many bits one status takes.
    #[must_use]
    pub fn bits(&self) -> StatusBits {
        self.bits
    }

    /// The number of places.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.bytes.len().saturating_mul(self.bits.per_byte())
    }

    /// The packed bytes, not compressed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The status at a place; `None` outside the list, which a verifier must treat as a refusal
    /// ([section 8.3](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-8.3)).
    #[must_use]
    pub fn get(&self, index: u64) -> Option<u8> {
        let (byte, shift) = self.place(index)?;
        Some((self.bytes.get(byte)? >> shift) & self.bits.largest_status())
    }

    /// Sets the status at a place.
    ///
    /// # Errors
    /// [`StatusListError::OutOfRange`] or [`StatusListError::StatusTooLarge`].
    pub fn set(&mut self, index: u64, status: u8) -> Result<(), StatusListError> {
        let largest = self.bits.largest_status();
        if status > largest {
            return Err(StatusListError::StatusTooLarge);
        }
        let (byte, shift) = self.place(index).ok_or(StatusListError::OutOfRange)?;
        let byte = self.bytes.get_mut(byte).ok_or(StatusListError::OutOfRange)?;
        *byte = (*byte & !(largest << shift)) | (status << shift);
        Ok(())
    }

    /// The byte that holds a place, and how far its bits are shifted in it.
    fn place(&self, index: u64) -> Option<(usize, usize)> {
        let index = usize::try_from(index).ok()?;
        let per_byte = self.bits.per_byte();
        Some((index / per_byte, (index % per_byte) * usize::from(self.bits.count())))
    }

    /// The member `lst`: ZLIB at the highest level, then base64url
    /// ([section 4.2](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-4.2)).
    ///
    /// # Errors
    /// [`StatusListError::Compression`] if the compressor fails, which writing to memory does not.
    pub fn encode(&self) -> Result<String, StatusListError> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder
            .write_all(&self.bytes)
            .and_then(|()| encoder.finish())
            .map(base64url::encode)
            .map_err(|_| StatusListError::Compression)
    }

    /// Reads `lst`, unpacking at most `max_bytes`: a few hundred bytes can unpack to gigabytes.
    ///
    /// # Errors
    /// [`StatusListError::Encoding`], [`StatusListError::Compression`] and [`StatusListError::TooLarge`].
    pub fn decode(bits: StatusBits, lst: &str, max_bytes: usize) -> Result<Self, StatusListError> {
        let compressed = base64url::decode(lst).ok_or(StatusListError::Encoding)?;
        let limit = u64::try_from(max_bytes).unwrap_or(u64::MAX).saturating_add(1);
        let mut decoder = ZlibDecoder::new(compressed.as_slice()).take(limit);
        let mut bytes = Vec::new();
        decoder.read_to_end(&mut bytes).map_err(|_| StatusListError::Compression)?;
        if bytes.len() > max_bytes {
            return Err(StatusListError::TooLarge);
        }
        let consumed = decoder.into_inner().total_in();
        if u64::try_from(compressed.len()) != Ok(consumed) {
            return Err(StatusListError::Compression);
        }
        Ok(Self { bits, bytes })
    }
}

impl fmt::Debug for StatusList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("StatusList")
            .field("bits", &self.bits)
            .field("entries", &self.entries())
            .finish_non_exhaustive()
    }
}
