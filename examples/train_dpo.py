#!/usr/bin/env python3
"""Trains a model on pairs of a right and a faulty solution, with TRL's DPOTrainer.

    misstep export records.jsonl --hub --format trl-dpo --shape step -o folder
    misstep lint folder/trl-dpo/train-00000-of-00001.jsonl --format trl-dpo --tokenizer tokenizer.json
    python3 examples/train_dpo.py folder --model MODEL -o dpo-model

The two sides of a pair differ in one step and what follows from it. A loss that looks only at their difference can make both less likely, so
--nll adds the chosen side's negative log-likelihood, with weight 1 unless told otherwise; 0 is plain DPO. --shape step, in the export, leaves
nothing but the steps that differ in the completions.

Needs: trl, and with it torch, transformers, datasets. --dry-run shows the first row, and needs Python alone.
Tried: with trl 1.16, torch 2.15, transformers 5.23 on a processor, on a random model of two layers: it runs and saves; no more is claimed.
"""
import argparse

from rows import columns_of, rows_of


def losses(nll):
    """Options of DPOConfig: the losses that are added up, and their weights."""
    return {"loss_type": ["sigmoid", "sft"], "loss_weights": [1.0, nll]} if nll else {"loss_type": ["sigmoid"]}


def train(options, training, validation):
    import torch
    from datasets import Dataset
    from trl import DPOConfig, DPOTrainer

    gpu = torch.cuda.is_available()
    config = DPOConfig(output_dir=options.out, bf16=gpu, use_cpu=not gpu, max_length=options.max_tokens, beta=options.beta,
                       num_train_epochs=options.epochs, learning_rate=options.rate, per_device_train_batch_size=options.batch,
                       seed=options.seed, report_to="none", eval_strategy="epoch" if validation else "no", **losses(options.nll))
    trainer = DPOTrainer(options.model, args=config, train_dataset=Dataset.from_dict(columns_of(training)),
                         eval_dataset=Dataset.from_dict(columns_of(validation)) if validation else None)
    trainer.train()
    trainer.save_model()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="what `misstep export` has written")
    parser.add_argument("--format", default="trl-dpo", choices=["trl-dpo", "trl-dpo-chat"], help="chat: with the model's own template")
    parser.add_argument("--model", help="a folder, or a name on the Hub")
    parser.add_argument("-o", "--out", default="dpo-model")
    parser.add_argument("--nll", type=float, default=1.0, help="weight of the chosen side's likelihood (1)")
    parser.add_argument("--beta", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=5e-7, help="learning rate")
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--max-tokens", type=int, default=1024, help="longer pairs are cut at the end: see `misstep lint`")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    if not options.model and not options.dry_run:
        parser.error("no model given (--model), nor --dry-run")
    training = rows_of(options.folder, options.format)
    try:
        validation = rows_of(options.folder, options.format, "validation")
    except FileNotFoundError:
        validation = []
    print(f"{len(training)} pairs to train on, {len(validation)} to validate; {losses(options.nll)}")
    if options.dry_run:
        print(training[0])
    else:
        train(options, training, validation)


if __name__ == "__main__":
    main()
