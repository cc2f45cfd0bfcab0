package dev.promissory.views.feed;

import dev.promissory.domain.WalletId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A view whose progress and judgement a test decides. Safe for use by several threads. */
public final class FakeVouching implements Vouching {

    private final int partitions;
    private final Map<Integer, Long> folded = new ConcurrentHashMap<>();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final Set<Integer> elsewhere = ConcurrentHashMap.newKeySet();

    FakeVouching(int partitions) {
        this.partitions = partitions;
    }

    public void fold(int partition, long upTo) {
        folded.put(partition, upTo);
    }

    public void vouchFor(int partition, long offset, String walletId, long sequence) {
        good.add(row(partition, offset, walletId, sequence));
    }

    public void moveAway(int partition) {
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
