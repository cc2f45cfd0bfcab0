package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class SharedRocksMemoryTest {

    @Test
    void onlyStoresAskedInVainHaveFiltersInTheirWriteBuffers() {
        try (RocksMemory memory = new RocksMemory(8 << 20, 4 << 20, Set.of("news"))) {
            assertThat(filterShare("news", memory)).isPositive();
            assertThat(filterShare("news.1764190800000", memory)).isPositive();
            assertThat(filterShare("newspapers", memory)).isZero();
            assertThat(filterShare("wallets", memory)).isZero();
        }
    }

    @Test
    void aStoreWithoutSharedMemoryIsRefused() {
        try (Options options = options()) {
            assertThatThrownBy(() -> new SharedRocksMemory().setConfig("wallets", options, Map.of()))
                    .hasMessageContaining(RocksMemory.SETTING);
        }
    }

    private static double filterShare(String store, RocksMemory memory) {
        try (Options options = options()) {
            new SharedRocksMemory().setConfig(store, options, memory.settings());
            // Without it the filter would be over parts of keys, of which there are none.
            assertThat(options.memtableWholeKeyFiltering()).isEqualTo(options.memtablePrefixBloomSizeRatio() > 0);
            return options.memtablePrefixBloomSizeRatio();
        }
    }

    private static Options options() {
        return new Options().setTableFormatConfig(new BlockBasedTableConfig());
    }
}
