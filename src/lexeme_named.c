#include "lexeme.h"

#include <stdlib.h>

/* Where a name counts: as a LaTeX command, as a word of ASCII, as a word of Maxima. */
enum { L = 1, A = 2, M = 4, LA = L | A, AM = A | M, ALL = L | A | M };

struct named {
    const char *name;
    uint8_t where, kind, sub;
    char sign;
};

// clang-format off: one row each
#define F(name, where, function)                                                                                                 \
    {                                                                                                                            \
        name, where, LEXEME_FUNCTION, FUNCTION_##function, 0                                                                     \
    }
#define K(name, where, constant)                                                                                                 \
    {                                                                                                                            \
        name, where, LEXEME_CONSTANT, CONSTANT_##constant, 0                                                                     \
    }
#define S(name, where, sign)                                                                                                     \
    {                                                                                                                            \
        name, where, LEXEME_SIGN, 0, sign                                                                                        \
    }
#define R(name, where, relation)                                                                                                 \
    {                                                                                                                            \
        name, where, LEXEME_RELATION, 0, relation                                                                                \
    }
#define C(name, where, command)                                                                                                  \
    {                                                                                                                            \
        name, where, LEXEME_COMMAND, COMMAND_##command, 0                                                                        \
    }
#define O(name, where, sign)                                                                                                     \
    {                                                                                                                            \
        name, where, LEXEME_OPEN, 0, sign                                                                                        \
    }
#define E(name, where, sign)                                                                                                     \
    {                                                                                                                            \
        name, where, LEXEME_CLOSE, 0, sign                                                                                       \
    }
#define G(name, where, sign)                                                                                                     \
    {                                                                                                                            \
        name, where, LEXEME_LOGIC, 0, sign                                                                                       \
    }
#define N(name)                                                                                                                  \
    {                                                                                                                            \
        name, ALL, LEXEME_NAME, 0, 0                                                                                             \
    }
#define BAD(name)                                                                                                                \
    {                                                                                                                            \
        name, L, LEXEME_BAD, 0, 0                                                                                                \
    }
// clang-format on

/* In the order of strcmp(): searched by halves. */
static const struct named table[] = {
    K("%e", M, E),
    K("%i", M, I),
    K("%pi", M, PI),
    K("C", L, COMPLEX),
    N("Delta"),
    K("False", AM, FALSE),
    N("Gamma"),
    F("Im", LA, IM),
    N("Lambda"),
    G("Leftrightarrow", L, '='),
    G("Longleftrightarrow", L, '='),
    G("Longrightarrow", L, '>'),
    K("N", L, NATURALS),
    N("Omega"),
    N("Phi"),
    N("Pi"),
    N("Psi"),
    K("Q", L, RATIONALS),
    K("R", L, REALS),
    F("Re", LA, RE),
    K("Reals", L, REALS),
    G("Rightarrow", L, '>'),
    N("Sigma"),
    N("Theta"),
    K("True", AM, TRUE),
    N("Upsilon"),
    N("Xi"),
    K("Z", L, INTEGERS),
    F("acos", AM, ARCCOS),
    F("acosh", AM, ARCOSH),
    F("acot", AM, ARCCOT),
    F("acoth", AM, ARCOTH),
    F("acsc", AM, ARCCSC),
    F("acsch", AM, ARCSCH),
    K("all", M, TRUE),
    N("alpha"),
    G("and", AM, '&'),
    C("angle", L, ANGLE),
    R("approx", L, '~'),
    R("approxeq", L, '~'),
    F("arccos", ALL, ARCCOS),
    F("arccosh", ALL, ARCOSH),
    F("arccot", ALL, ARCCOT),
    F("arccoth", ALL, ARCOTH),
    F("arccsc", ALL, ARCCSC),
    F("arccsch", ALL, ARCSCH),
    F("arcosh", ALL, ARCOSH),
    F("arcoth", ALL, ARCOTH),
    F("arcsch", ALL, ARCSCH),
    F("arcsec", ALL, ARCSEC),
    F("arcsech", ALL, ARSECH),
    F("arcsin", ALL, ARCSIN),
    F("arcsinh", ALL, ARSINH),
    F("arctan", ALL, ARCTAN),
    F("arctanh", ALL, ARTANH),
    F("arctg", L, ARCTAN),
    F("arg", ALL, ARG),
    F("arsech", ALL, ARSECH),
    F("arsinh", ALL, ARSINH),
    F("artanh", ALL, ARTANH),
    F("asec", AM, ARCSEC),
    F("asech", AM, ARSECH),
    F("asin", AM, ARCSIN),
    F("asinh", AM, ARSINH),
    S("ast", L, '*'),
    F("atan", AM, ARCTAN),
    F("atanh", AM, ARTANH),
    S("backslash", L, '\\'),
    C("bar", L, OVERLINE),
    C("bcancel", L, BRACE),
    N("beta"),
    BAD("bf"),
    S("bigcap", L, 'I'),
    S("bigcup", L, 'U'),
    C("binom", L, BINOM),
    C("bmod", L, BMOD),
    BAD("boldsymbol"),
    S("bullet", L, '*'),
    C("cancel", L, BRACE),
    S("cap", L, 'I'),
    F("carg", M, ARG),
    C("cbrt", ALL, CBRT),
    S("cdot", L, '*'),
    S("cdotp", L, '*'),
    S("cdots", L, '.'),
    C("cfrac", L, FRAC),
    F("ch", L, COSH),
    C("check", L, MARK),
    N("chi"),
    C("choose", L, CHOOSE),
    C("circ", L, DEGREES),
    F("cis", LA, CIS),
    S("colon", L, ':'),
    BAD("cong"),
    F("conj", AM, CONJ),
    F("conjugate", AM, CONJ),
    F("cos", ALL, COS),
    F("cosec", ALL, CSC),
    F("cosh", ALL, COSH),
    F("cot", ALL, COT),
    F("coth", ALL, COTH),
    S("cr", L, 'n'),
    F("csc", ALL, CSC),
    F("csch", ALL, CSCH),
    F("ctg", L, COT),
    S("cup", L, 'U'),
    C("dbinom", L, BINOM),
    C("ddot", L, MARK),
    S("ddots", L, '.'),
    C("degree", L, DEGREES),
    N("delta"),
    F("det", ALL, DET),
    C("dfrac", L, FRAC),
    S("div", L, '/'),
    C("dot", L, MARK),
    R("doteq", L, '~'),
    S("dots", L, '.'),
    S("dotsb", L, '.'),
    S("dotsc", L, '.'),
    S("dotsm", L, '.'),
    N("ell"),
    K("emptyset", LA, EMPTY),
    C("ensuremath", L, BRACE),
    N("epsilon"),
    R("eq", L, '='),
    R("equiv", L, '%'),
    N("eta"),
    F("exp", ALL, EXP),
    K("exponentialE", L, E),
    R("fallingdotseq", L, '~'),
    K("false", AM, FALSE),
    C("frac", L, FRAC),
    N("gamma"),
    F("gcd", ALL, GCD),
    R("ge", L, ']'),
    R("geq", L, ']'),
    R("geqq", L, ']'),
    R("geqslant", L, ']'),
    R("gt", L, '>'),
    C("hat", L, MARK),
    S("hdots", L, '.'),
    G("iff", L, '='),
    BAD("iint"),
    F("im", AM, IM),
    F("imagpart", M, IM),
    G("implies", ALL, '>'),
    R("in", L, 'e'),
    K("inf", AM, INFINITY),
    K("infinity", LA, INFINITY),
    K("infty", LA, INFINITY),
    BAD("int"),
    N("iota"),
    N("kappa"),
    N("lambda"),
    G("land", L, '&'),
    O("langle", L, '('),
    O("lbrace", L, 's'),
    O("lbrack", L, '['),
    O("lceil", L, 'c'),
    F("lcm", ALL, LCM),
    S("ldots", L, '.'),
    R("le", L, '['),
    G("leftrightarrow", L, '='),
    R("leq", L, '['),
    R("leqq", L, '['),
    R("leqslant", L, '['),
    O("lfloor", L, 'f'),
    F("lg", ALL, LOG),
    O("lgroup", L, '('),
    BAD("lim"),
    BAD("liminf"),
    BAD("limsup"),
    O("llcorner", L, 'f'),
    F("ln", ALL, LN),
    G("lnot", L, '!'),
    F("log", ALL, LOG),
    G("longrightarrow", L, '>'),
    G("lor", L, '|'),
    O("lparen", L, '('),
    E("lrcorner", L, 'f'),
    R("lt", L, '<'),
    O("lvert", L, '|'),
    BAD("mathbf"),
    C("mathbin", L, BRACE),
    C("mathop", L, BRACE),
    C("mathrel", L, BRACE),
    F("max", ALL, MAX),
    C("measuredangle", L, ANGLE),
    R("mid", L, '|'),
    F("min", ALL, MIN),
    C("mod", ALL, MOD),
    S("mp", L, 'm'),
    N("mu"),
    BAD("nabla"),
    R("ne", L, '#'),
    G("neg", L, '!'),
    R("neq", L, '#'),
    S("newline", L, 'n'),
    R("ni", L, 'E'),
    K("none", M, FALSE),
    G("not", AM, '!'),
    R("notin", L, 'n'),
    G("nounand", M, '&'),
    G("nounnot", M, '!'),
    G("nounor", M, '|'),
    R("nsubset", L, 't'),
    R("nsubseteq", L, 'd'),
    R("nsupset", L, 'T'),
    R("nsupseteq", L, 'D'),
    N("nu"),
    BAD("oint"),
    N("omega"),
    K("oo", A, INFINITY),
    G("or", AM, '|'),
    C("over", L, OVER),
    BAD("overarc"),
    C("overbrace", L, BRACE),
    BAD("overleftrightarrow"),
    C("overline", L, OVERLINE),
    BAD("overrightarrow"),
    C("overset", L, STACK),
    BAD("parallel"),
    BAD("partial"),
    BAD("perp"),
    N("phi"),
    K("pi", ALL, PI),
    S("pm", L, 'p'),
    C("pmod", L, MOD),
    C("prime", L, PRIME),
    C("prod", L, PRODUCT),
    BAD("propto"),
    N("psi"),
    E("rangle", L, ')'),
    E("rbrace", L, 's'),
    E("rbrack", L, ']'),
    E("rceil", L, 'c'),
    F("re", AM, RE),
    F("realpart", M, RE),
    K("reals", L, REALS),
    E("rfloor", L, 'f'),
    E("rgroup", L, ')'),
    N("rho"),
    G("rightarrow", L, '>'),
    E("rparen", L, ')'),
    E("rvert", L, '|'),
    F("sec", ALL, SEC),
    F("sech", ALL, SECH),
    S("setminus", L, '\\'),
    F("sgn", ALL, SIGN),
    F("sh", L, SINH),
    N("sigma"),
    F("sign", ALL, SIGN),
    F("signum", AM, SIGN),
    R("sim", L, '~'),
    R("simeq", L, '~'),
    F("sin", ALL, SIN),
    F("sinh", ALL, SINH),
    S("smallsetminus", L, '\\'),
    C("sqrt", ALL, SQRT),
    R("sse", L, 'c'),
    C("stackeq", M, STACKEQ),
    C("stackrel", L, STACK),
    R("subset", L, 's'),
    R("subseteq", L, 'c'),
    C("sum", L, SUM),
    R("supset", L, 'S'),
    R("supseteq", L, 'C'),
    F("tan", ALL, TAN),
    F("tanh", ALL, TANH),
    N("tau"),
    C("tbinom", L, BINOM),
    C("tfrac", L, FRAC),
    F("tg", L, TAN),
    F("th", L, TANH),
    N("theta"),
    R("thickapprox", L, '~'),
    C("tilde", L, MARK),
    S("times", L, '*'),
    G("to", L, '>'),
    C("triangle", L, ANGLE),
    K("true", AM, TRUE),
    O("ulcorner", L, 'c'),
    C("underbrace", L, BRACE),
    C("underset", L, STACK),
    S("union", AM, 'U'),
    N("upsilon"),
    E("urcorner", L, 'c'),
    N("varepsilon"),
    K("varnothing", LA, EMPTY),
    N("varphi"),
    N("varrho"),
    N("varsigma"),
    N("vartheta"),
    S("vdots", L, '.'),
    BAD("vec"),
    G("vee", L, '|'),
    O("vert", L, '|'),
    G("wedge", L, '&'),
    BAD("widearc"),
    C("widehat", L, MARK),
    C("widetilde", L, MARK),
    C("xcancel", L, BRACE),
    N("xi"),
    G("xnor", AM, 'n'),
    G("xor", AM, 'x'),
    N("zeta"),
};

static int compare(const void *key, const void *row)
{
    return text_order(*(const struct text *)key, text_of(((const struct named *)row)->name));
}

bool lexeme_named(struct text name, enum syntax syntax, struct lexeme *out)
{
    static const uint8_t places[] = {[SYNTAX_LATEX] = L, [SYNTAX_ASCII] = A, [SYNTAX_MAXIMA] = M};
    const struct named *row = name.size ? bsearch(&name, table, COUNT(table), sizeof *table, compare) : NULL;
    if (!row || !(row->where & places[syntax]))
        return false;
    out->kind = row->kind;
    out->sub = row->sub;
    out->sign = row->sign;
    if (row->kind == LEXEME_NAME)
        out->text = name;
    return true;
}
