package dev.promissory.views;

/**
 * Folds one record of mint.facts after the other into the table of a partition. A record may come again after any crash:
 * the table ends the same. The fact's hash is put before the currency's row, into the same store, so whatever a row has
 * folded is known by its hash.
 */
final class MintFold {

    private final Table mint;
    private final MintJudge judge;

    MintFold(Table mint, MintJudge judge) {
        this.mint = mint;
        this.judge = judge;
    }

    MintVerdict fold(FactRecord record) {
        MintVerdict verdict = judge.judge(record);
        switch (verdict) {
            case MintVerdict.Folds folds -> {
                mint.put(
                        Keys.mintFact(folds.fact().currency(), folds.fact().sequence()),
                        folds.after().lastHash());
                put(folds.after());
            }
            case MintVerdict.Doubted doubted -> {
                if (doubted.after() != doubted.before()) {
                    put(doubted.after());
                }
            }
            case MintVerdict.Seen seen -> {}
            case MintVerdict.Stray stray -> {}
        }
        return verdict;
    }

    private void put(MintRow row) {
        mint.put(Keys.minted(row.minted().currency()), row.toBytes());
    }
}
