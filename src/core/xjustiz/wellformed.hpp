// Owns the checks of a document's bytes: of its characters before it is parsed, of its markup to say what is
// wrong.
#pragma once

#include <cstddef>
#include <string_view>

namespace hr::core::xjustiz {

enum class Encoding { utf8, latin1 };

/// Whether a document is in the encoding that it declares, or was converted to UTF-8.
enum class Declared { truly, otherwise };

inline constexpr std::size_t kMaxDepth = 256;
inline constexpr std::size_t kMaxAttributes = 256;

/// Returns the document's encoding. Throws hr::Error
/// 2200M: empty, NUL or other characters XML forbids, broken UTF-8;
/// 0A000: an encoding other than UTF-8, US-ASCII and ISO-8859-1.
Encoding check_characters(std::string_view document, Declared declared = Declared::truly);

/// Says what the parser refuses without a reason of its own. Throws hr::Error
/// 2200M: any DOCTYPE, undefined entities, text outside the root element, more than one root, something left
///        open at the end, an attribute twice;
/// 54000: elements nested deeper than kMaxDepth, or one with more attributes than kMaxAttributes.
void check_markup(std::string_view document);

/// Throws 2200M; the detail has the position, counted from 0.
[[noreturn]] void refuse_xml(std::string_view reason, std::size_t position, std::string_view hint = {});

}  // namespace hr::core::xjustiz
