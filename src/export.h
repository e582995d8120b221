/* export: records or labelled rows in, training files out: DIR/FORMAT/train.jsonl for each format, its other splits and shards (shelf.h), all of them
 * in one pass, whole or not at all. What sieve.h leaves out stands in DIR/removed.jsonl with the reason.
 *
 * Beside the faulty rows, formats that hold one solution a row get one clean row for each source solution, before its first
 * faulty one. Records of one source solution stand together in a records file; where they do not, it gets several. Memory is
 * flat. A format that has a file beside its rows gets it. */
#ifndef MISSTEP_EXPORT_H
#define MISSTEP_EXPORT_H

#include "census.h"
#include "dataset.h"
#include "feed.h"
#include "gate.h"
#include "render.h"
#include "sieve.h"
#include "thin.h"

enum { EXPORT_FORMATS_MAX = 64 };

struct export_job {
    const char *const *inputs; /* plain or packed; "-" is standard input */
    size_t inputs_count;
    struct feed_settings reading;
    const char *folder;                   /* made if need be */
    const char *file;                     /* or one file for the rows of the one format there is; "-" is standard output */
    bool force;                           /* overwrite files of an earlier export */
    const struct dataset *const *formats; /* with `write`, each once */
    size_t formats_count;                 /* at most EXPORT_FORMATS_MAX */
    struct text principle;                /* pairs that are about it only; empty: all */
    struct text injectors;                /* records of these only, parted by spaces; empty: of all */
    size_t negatives;                     /* faulty rows of a source solution that stay (0: all), at most THIN_MOST */
    bool cut_clean;                       /* clean rows end with the step in which the faulty one errs */
    struct render how;                    /* `note` is export's own */
    struct sieve_settings sieve;
    const char *verdicts; /* gate.h: of people who looked at a sample of the records; NULL: nobody was asked */
    int64_t min_kappa;
    uint64_t shard_max;  /* as in shelf.h */
    struct arena *arena; /* for what the counts point to */
};

struct export_tally {
    uint64_t faulty, controls, clean; /* rows written */
    uint64_t trusted;                 /* of these, with a step that is right only because the source, or a label, is trusted */
    uint64_t right, wrong;            /* step labels in them, where a format has such */
    uint64_t dropped[DROPS];          /* rows not written */
    const struct shelf_file *files;
    size_t files_count;
};

struct export_counts {
    struct feed_counts read;
    uint64_t sources;         /* source solutions */
    uint64_t others;          /* of other injectors, or about other principles, than those asked for */
    uint64_t below_proof;     /* records below min_proof: left out of all formats, and their clean rows with them */
    uint64_t sieved[SIEVED];  /* records left out, and those kept */
    uint64_t clean_repeats;   /* untouched solutions left out: the same stand before them */
    int64_t kappa;            /* of the people who looked, if there was a gate … */
    uint64_t people[RULINGS]; /* … and the records that they looked at */
    uint64_t forgotten;       /* records that later ones could not be compared with for want of memory */
    struct census origins;    /* of records kept: source, tool, config and seed, parted by tabs */
    struct census errors;     /* class and injector, parted by a tab */
    struct census models;     /* that had a hand in them: part and who (pair_teachers()), parted by a tab */
    struct export_tally formats[EXPORT_FORMATS_MAX]; /* in the order of the job */
};

/* The errors are those of gate.h, feed.h and output.h. On failure no file of this export is left, unless
 * the disk failed while they were given their names. */
bool export_run(const struct export_job *job, struct export_counts *counts, struct error *err) MUST_USE;

#endif
