package dev.promissory.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Keeps what was used last, up to a bound. For one thread. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;
    private final transient BiConsumer<K, V> leaving;

    public RecentlyUsed(int most) {
        this(most, (key, value) -> {});
    }

    /** @param leaving gets what there is no room for any more */
    public RecentlyUsed(int most, BiConsumer<K, V> leaving) {
        super(16, 0.75f, true);
        this.most = most;
        this.leaving = leaving;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        if (size() <= most) {
            return false;
        }
        leaving.accept(eldest.getKey(), eldest.getValue());
        return true;
    }
}
