#!/usr/bin/env python3
"""Trains a process reward model: a token classifier that says behind each step whether it is right.

    misstep export records.jsonl --hub --format trl-prm,processbench --trust gold -o folder
    python3 examples/train_prm.py folder --model MODEL -o prm-model

Each step ends in a line break, and the label stands on the break's last token, as TRL's PRMTrainer has it. TRL has that trainer up to 1.13
(--trl uses it); without --trl a loop of our own does the same, and weighs the classes so that both count alike.

Needs: torch, transformers; with --trl also trl (up to 1.13), datasets. --dry-run shows the first row, and needs Python alone.
Tried: both ways with torch 2.15, transformers 5.23, trl 1.13 on a processor, on a random model of two layers: it runs and saves; no more is claimed.
"""
import argparse
import random

from rows import columns_of, rows_of

IGNORED = -100  # a token that has no label


def encode(row, tokenize, max_tokens):
    """(tokens, labels) of a row; `tokenize` makes tokens of a text, without special ones."""
    tokens = tokenize(row["prompt"])
    labels = [IGNORED] * len(tokens)
    for step, label in zip(row["completions"], row["labels"]):
        added = tokenize(step) + tokenize("\n")
        tokens, labels = tokens + added, labels + [IGNORED] * (len(added) - 1) + [int(label)]
    return tokens[:max_tokens], labels[:max_tokens]


def class_weights(rows):
    """Of wrong and right steps: all / (2 * class), as the card says."""
    counts = [max(1, sum(row["labels"].count(label) for row in rows)) for label in (False, True)]
    return [sum(counts) / (2 * count) for count in counts]


def train(options, rows):
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    torch.manual_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = AutoModelForTokenClassification.from_pretrained(options.model, num_labels=2, dtype=torch.float32).to(device).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate)
    loss_of = torch.nn.CrossEntropyLoss(torch.tensor(class_weights(rows), device=device), ignore_index=IGNORED)
    encoded = [encode(row, lambda text: tokenizer(text, add_special_tokens=False)["input_ids"], options.max_tokens) for row in rows]
    encoded = [row for row in encoded if any(label != IGNORED for label in row[1])]
    print(f"{len(rows) - len(encoded)} rows have no label within {options.max_tokens} tokens")
    for epoch in range(options.epochs):
        random.Random(options.seed + epoch).shuffle(encoded)
        for at in range(0, len(encoded), options.batch):
            batch = encoded[at:at + options.batch]
            pad = lambda part, filler: torch.nn.utils.rnn.pad_sequence([torch.tensor(row[part]) for row in batch], True, filler).to(device)
            labels = pad(1, IGNORED)
            mask = torch.nn.utils.rnn.pad_sequence([torch.ones(len(row[0]), dtype=torch.long) for row in batch], True, 0).to(device)
            logits = model(input_ids=pad(0, tokenizer.pad_token_id or 0), attention_mask=mask).logits
            loss = loss_of(logits.view(-1, 2), labels.view(-1))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if at // options.batch % 20 == 0:
                print(f"epoch {epoch}, row {at}: loss {loss.item():.4f}")
    model.save_pretrained(options.out)
    tokenizer.save_pretrained(options.out)


def train_with_trl(options, rows):
    import torch
    from datasets import Dataset
    from transformers import AutoModelForTokenClassification, AutoTokenizer
    from trl.experimental.prm import PRMConfig, PRMTrainer

    tokenizer = AutoTokenizer.from_pretrained(options.model)
    gpu = torch.cuda.is_available()
    config = PRMConfig(output_dir=options.out, bf16=gpu, use_cpu=not gpu, max_length=options.max_tokens, num_train_epochs=options.epochs,
                       learning_rate=options.rate, per_device_train_batch_size=options.batch, seed=options.seed, report_to="none")
    trainer = PRMTrainer(AutoModelForTokenClassification.from_pretrained(options.model, num_labels=2), args=config,
                         train_dataset=Dataset.from_dict(columns_of(rows)), processing_class=tokenizer)
    trainer.train()
    trainer.save_model()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="what `misstep export` has written")
    parser.add_argument("--model", help="a folder, or a name on the Hub")
    parser.add_argument("-o", "--out", default="prm-model")
    parser.add_argument("--rate", type=float, default=1e-5, help="learning rate")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--max-tokens", type=int, default=1024, help="what lies beyond is cut off, with its labels: see `misstep lint`")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--trl", action="store_true", help="train with TRL's PRMTrainer")
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    if not options.model and not options.dry_run:
        parser.error("no model given (--model), nor --dry-run")
    rows = rows_of(options.folder, "trl-prm")
    wrong, right = class_weights(rows)
    print(f"{len(rows)} rows; weights: right steps {right:.3f}, wrong ones {wrong:.3f}")
    if options.dry_run:
        print(rows[0])
        print(encode(rows[0], lambda text: list(text.encode()), options.max_tokens)[1])
    else:
        (train_with_trl if options.trl else train)(options, rows)


if __name__ == "__main__":
    main()
