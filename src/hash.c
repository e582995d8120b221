#define OPENSSL_API_COMPAT 10101 /* plain SHA-256: no providers to load, nothing to fail */
#include "hash.h"

#include <openssl/crypto.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <stdlib.h>

struct hash {
    SHA256_CTX context;
};

struct hash *hash_new(void)
{
    return memory_new(sizeof(struct hash));
}

void hash_free(struct hash *hash)
{
    free(hash);
}

void hash_begin(struct hash *hash)
{
    SHA256_Init(&hash->context);
}

void hash_add(struct hash *hash, struct text text)
{
    SHA256_Update(&hash->context, text.at, text.size);
}

void hash_end(struct hash *hash, char hex[HASH_HEX_SIZE])
{
    static const char digit[] = "0123456789abcdef";
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    SHA256_Final(bytes, &hash->context);
    for (size_t i = 0; i < sizeof bytes; i++) {
        hex[2 * i] = digit[bytes[i] >> 4];
        hex[2 * i + 1] = digit[bytes[i] & 15];
    }
    hex[2 * sizeof bytes] = '\0';
}

void hash_text(struct text text, char hex[HASH_HEX_SIZE])
{
    struct hash hash;
    hash_begin(&hash);
    hash_add(&hash, text);
    hash_end(&hash, hex);
}

void hash_md5(struct text text, unsigned char out[16])
{
    MD5((const unsigned char *)text.at, text.size, out);
}

const char *hash_version(void)
{
    return OpenSSL_version(OPENSSL_VERSION_STRING);
}
