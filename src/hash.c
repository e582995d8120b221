#include "hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>

struct hash {
    EVP_MD *method;
    EVP_MD_CTX *context;
};

static void must(int done)
{
    if (done != 1)
        die("libcrypto cannot compute SHA-256");
}

struct hash *hash_new(void)
{
    struct hash *hash = memory_new(sizeof *hash);
    *hash = (struct hash){EVP_MD_fetch(NULL, "SHA256", NULL), EVP_MD_CTX_new()};
    must(hash->method && hash->context);
    return hash;
}

void hash_free(struct hash *hash)
{
    if (!hash)
        return;
    EVP_MD_CTX_free(hash->context);
    EVP_MD_free(hash->method);
    free(hash);
}

void hash_begin(struct hash *hash)
{
    must(EVP_DigestInit_ex2(hash->context, hash->method, NULL));
}

void hash_add(struct hash *hash, struct text text)
{
    must(EVP_DigestUpdate(hash->context, text.at, text.size));
}

void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE])
{
    static const char digit[] = "0123456789abcdef";
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size;
    must(EVP_DigestFinal_ex(hash->context, bytes, &size));
    for (size_t i = 0; i < size; i++) {
        hex[2 * i] = digit[bytes[i] >> 4];
        hex[2 * i + 1] = digit[bytes[i] & 15];
    }
    hex[2 * size] = '\0';
}

const char *hash_version(void)
{
    return OpenSSL_version(OPENSSL_VERSION_STRING);
}
