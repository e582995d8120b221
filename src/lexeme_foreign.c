#include "lexeme_parts.h"

/* Signs outside ASCII, and what they stand for: a command's name, or a sign or relation itself. */
static const struct {
    uint16_t code;
    const char *name; /* a command; NULL: kind and sign */
    uint8_t kind;
    char sign;
} foreign[] = {
    {0xA3, NULL, LEXEME_END, 0},
    {0xB0, "degree", 0, 0},
    {0xB1, "pm", 0, 0},
    {0xB7, "cdot", 0, 0},
    {0xD7, "times", 0, 0},
    {0xF7, "div", 0, 0},
    {0x3B1, "alpha", 0, 0},
    {0x3B2, "beta", 0, 0},
    {0x3B3, "gamma", 0, 0},
    {0x3B4, "delta", 0, 0},
    {0x3B8, "theta", 0, 0},
    {0x3BB, "lambda", 0, 0},
    {0x3BC, "mu", 0, 0},
    {0x3C0, "pi", 0, 0},
    {0x3C3, "sigma", 0, 0},
    {0x3C6, "phi", 0, 0},
    {0x3C9, "omega", 0, 0},
    {0x3A3, "sum", 0, 0},
    {0x2013, NULL, LEXEME_SIGN, '-'},
    {0x2014, NULL, LEXEME_SIGN, '-'},
    {0x2212, NULL, LEXEME_SIGN, '-'},
    {0x2010, NULL, LEXEME_SIGN, '-'},
    {0x2011, NULL, LEXEME_SIGN, '-'},
    {0x2026, "ldots", 0, 0},
    {0x22EF, "ldots", 0, 0},
    {0x2032, NULL, LEXEME_SIGN, '\''},
    {0x2019, NULL, LEXEME_SIGN, '\''},
    {0x2044, NULL, LEXEME_SIGN, '/'},
    {0x2215, NULL, LEXEME_SIGN, '/'},
    {0x2217, "ast", 0, 0},
    {0x22C5, "cdot", 0, 0},
    {0x2219, "cdot", 0, 0},
    {0x2022, "cdot", 0, 0},
    {0x2190, NULL, LEXEME_BAD, 0},
    {0x2192, "to", 0, 0},
    {0x21D2, "implies", 0, 0},
    {0x21D4, "iff", 0, 0},
    {0x27F9, "implies", 0, 0},
    {0x27FA, "iff", 0, 0},
    {0x2208, "in", 0, 0},
    {0x2209, "notin", 0, 0},
    {0x2211, "sum", 0, 0},
    {0x220F, "prod", 0, 0},
    {0x221A, "sqrt", 0, 0},
    {0x221B, "cbrt", 0, 0},
    {0x221E, "infty", 0, 0},
    {0x2220, "angle", 0, 0},
    {0x2223, "mid", 0, 0},
    {0x2227, "land", 0, 0},
    {0x2228, "lor", 0, 0},
    {0x2229, "cap", 0, 0},
    {0x222A, "cup", 0, 0},
    {0x2248, "approx", 0, 0},
    {0x2260, "neq", 0, 0},
    {0x2261, "equiv", 0, 0},
    {0x2264, "leq", 0, 0},
    {0x2265, "geq", 0, 0},
    {0x2A7D, "leq", 0, 0},
    {0x2A7E, "geq", 0, 0},
    {0x2282, "subset", 0, 0},
    {0x2286, "subseteq", 0, 0},
    {0x2283, "supset", 0, 0},
    {0x2287, "supseteq", 0, 0},
    {0x220B, "ni", 0, 0},
    {0x220C, NULL, LEXEME_RELATION, 'N'},
    {0x2284, "nsubset", 0, 0},
    {0x2285, "nsupset", 0, 0},
    {0x2288, "nsubseteq", 0, 0},
    {0x2289, "nsupseteq", 0, 0},
    {0x2205, "emptyset", 0, 0},
    {0x211D, "R", 0, 0},
    {0x2124, "Z", 0, 0},
    {0x2115, "N", 0, 0},
    {0x211A, "Q", 0, 0},
    {0x230A, "lfloor", 0, 0},
    {0x230B, "rfloor", 0, 0},
    {0x2308, "lceil", 0, 0},
    {0x2309, "rceil", 0, 0},
    {0x27E8, "langle", 0, 0},
    {0x27E9, "rangle", 0, 0},
    {0x20AC, NULL, LEXEME_END, 0},
    {0x2225, NULL, LEXEME_BAD, 0},
    {0x222B, NULL, LEXEME_BAD, 0},
};

/* Superscript digits and signs, as the ASCII they stand for. */
static char superscript(uint32_t code)
{
    static const char signs[] = "0\0\0\0"
                                "456789+-=()n"; /* U+2070 and on */
    if (code >= 0x2070 && code < 0x2070 + sizeof signs - 1)
        return signs[code - 0x2070];
    return code == 0xB9 ? '1' : code == 0xB2 ? '2' : code == 0xB3 ? '3' : '\0';
}

/* "½", "⅔": digits of the fraction, above and below; NULL for any other sign. */
static const char *vulgar(uint32_t code)
{
    static const char *const eighths[] = {"17", "19", NULL, "13", "23", "15", "25", "35",
                                          "45", "16", "56", "18", "38", "58", "78"};
    static const char *const quarters[] = {"14", "12", "34"};
    return code >= 0xBC && code <= 0xBE       ? quarters[code - 0xBC]
           : code >= 0x2150 && code <= 0x215E ? eighths[code - 0x2150]
                                              : NULL;
}

uint32_t lexeme_code_at(const struct lexer *l, size_t *size)
{
    unsigned char const c = (unsigned char)peek(l, 0);
    size_t const more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? c : c & (0x3Fu >> more);
    *size = 1;
    for (; *size <= more && ((unsigned char)peek(l, *size) & 0xC0) == 0x80; (*size)++)
        code = code << 6 | ((unsigned char)peek(l, *size) & 0x3F);
    return code;
}

/* x², 10⁻³: a power in braces of its own */
static void read_superscript(struct lexer *l)
{
    size_t size;
    lexeme_push(l, LEXEME_SIGN, '^', 0);
    lexeme_push(l, LEXEME_OPEN, '{', 0);
    for (uint32_t code; (code = lexeme_code_at(l, &size)) && superscript(code);)
        lexeme_push_ascii(l, superscript(code), size);
    lexeme_push(l, LEXEME_CLOSE, '}', 0);
}

void lexeme_read_foreign(struct lexer *l)
{
    size_t size;
    uint32_t const code = lexeme_code_at(l, &size);
    struct lexeme known = {0};
    if (superscript(code)) {
        read_superscript(l);
        return;
    }
    if (vulgar(code)) {
        lexeme_push(l, LEXEME_COMMAND, 0, 0)->sub = COMMAND_FRAC;
        lexeme_push(l, LEXEME_NUMBER, 0, 0)->text = (struct text){vulgar(code), 1};
        lexeme_push(l, LEXEME_NUMBER, 0, size)->text = (struct text){vulgar(code) + 1, 1};
        return;
    }
    if (code > 0xFF00 && code < 0xFF5F) { /* full-width ASCII */
        lexeme_push_ascii(l, (char)(code - 0xFF01 + '!'), size);
        return;
    }
    if (code >= 0x2080 && code <= 0x2089) {
        lexeme_push(l, LEXEME_SIGN, '_', 0);
        lexeme_push_ascii(l, (char)('0' + (code - 0x2080)), size);
        return;
    }
    for (size_t i = 0; i < COUNT(foreign); i++) {
        if (foreign[i].code != code)
            continue;
        if (code == 0x222B && l->calculus)
            lexeme_push(l, LEXEME_COMMAND, 0, size)->sub = COMMAND_INTEGRAL;
        else if (foreign[i].name && lexeme_named(text_of(foreign[i].name), SYNTAX_LATEX, &known))
            lexeme_push_named(l, &known, size);
        else if (foreign[i].kind == LEXEME_END)
            l->at += size;
        else
            lexeme_push(l, (enum lexeme_kind)foreign[i].kind, foreign[i].sign, size);
        return;
    }
    lexeme_push(l, LEXEME_BAD, 0, size);
}
