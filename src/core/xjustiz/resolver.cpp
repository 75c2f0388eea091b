#include "core/xjustiz/resolver.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/character_reference.hpp"
#include "core/xjustiz/parser.hpp"

namespace hr::core::xjustiz {

std::string_view Resolver::rewritten(char* begin, char* end, bool has_references, bool has_spaces) const {
    char* out = begin;
    for (char* in = begin; in < end;) {
        if (*in == '&' && has_references) {
            const CharacterReference reference = first_reference(between(in, end));
            if (!reference.reason.empty())
                throw Refusal{reference.reason, static_cast<std::size_t>(in - begin_)};
            in += reference.length;
            out = name::put_code_point(out, reference.value);
            continue;
        }
        const bool is_return = *in == '\r';
        *out++ = has_spaces && is_xml_blank(*in) ? ' ' : is_return ? '\n' : *in;
        in += is_return && in + 1 < end && in[1] == '\n' ? 2 : 1;
    }
    return between(begin, out);
}

}  // namespace hr::core::xjustiz
