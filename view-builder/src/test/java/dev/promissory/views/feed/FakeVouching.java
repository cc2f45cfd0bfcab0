package dev.promissory.views.feed;

import dev.promissory.domain.WalletId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A view whose progress and judgement a test decides. */
final class FakeVouching implements Vouching {

    private final int partitions;
    private final Map<Integer, Long> folded = new HashMap<>();
    private final Set<String> good = new HashSet<>();
    private final Set<Integer> elsewhere = new HashSet<>();

    FakeVouching(int partitions) {
        this.partitions = partitions;
    }

    void fold(int partition, long upTo) {
        folded.put(partition, upTo);
    }

    void vouchFor(int partition, long offset, String walletId, long sequence) {
        good.add(row(partition, offset, walletId, sequence));
    }

    void moveAway(int partition) {
        elsewhere.add(partition);
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public OptionalLong folded(int partition) {
        if (elsewhere.contains(partition)) {
            throw new NotHereException(partition);
        }
        return folded.containsKey(partition) ? OptionalLong.of(folded.get(partition)) : OptionalLong.empty();
    }

    @Override
    public boolean isVouchedFor(int partition, long offset, WalletId walletId, long sequence) {
        if (folded(partition).orElse(0) <= offset) {
            throw new NotHereException(partition);
        }
        return good.contains(row(partition, offset, walletId.value(), sequence));
    }

    private static String row(int partition, long offset, String walletId, long sequence) {
        return partition + "@" + offset + " " + walletId + "#" + sequence;
    }
}
