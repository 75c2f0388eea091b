// Owns the look at the bytes before they are parsed: what the XML parser would let pass or choke on.
#pragma once

#include <cstddef>
#include <string_view>

namespace hr::core::xjustiz {

enum class Encoding { utf8, latin1 };

/// Whether a document is in the encoding that it declares, or was converted to UTF-8.
enum class Declared { truly, otherwise };

inline constexpr std::size_t kMaxDepth = 256;
inline constexpr std::size_t kMaxAttributes = 256;

/// One pass over the document. Returns its encoding. Throws hr::Error
/// 2200M: empty, NUL or other characters XML forbids, broken UTF-8, any DOCTYPE, undefined entities, text
///        outside the root element, more than one root, something left open at the end, an attribute twice;
/// 0A000: an encoding other than UTF-8, US-ASCII and ISO-8859-1;
/// 54000: elements nested deeper than kMaxDepth, or one with more attributes than kMaxAttributes.
Encoding check_document(std::string_view document, Declared declared = Declared::truly);

/// Throws 2200M; the detail has the position, counted from 0.
[[noreturn]] void refuse_xml(std::string_view reason, std::size_t position, std::string_view hint = {});

}  // namespace hr::core::xjustiz
