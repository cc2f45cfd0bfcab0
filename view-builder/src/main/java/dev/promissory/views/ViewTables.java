package dev.promissory.views;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The tables of one generation on this instance, as those who read them find them. */
interface ViewTables {

    StoreSource stores();

    /** How far the tables are. */
    Positions positions();

    /** Which wallets are not trusted. */
    Doubts doubts();

    /** Up to which moment a partition is complete; empty when it is not here, or has not caught up. */
    Optional<Instant> asOf(TopicPartition partition);

    /** Whether all tables that this instance was assigned are restored. */
    boolean running();
}
