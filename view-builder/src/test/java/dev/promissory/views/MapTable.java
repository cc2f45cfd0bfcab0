package dev.promissory.views;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** A table in memory that remembers every put. */
final class MapTable implements Table {

    record Put(Bytes key, byte[] row) {}

    private final TreeMap<Bytes, byte[]> rows = new TreeMap<>();
    private final List<Put> puts = new ArrayList<>();

    @Override
    public byte[] get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public void put(Bytes key, byte[] row) {
        rows.put(key, row);
        puts.add(new Put(key, row));
    }

    NavigableMap<Bytes, byte[]> rows() {
        return Collections.unmodifiableNavigableMap(rows);
    }

    List<Put> puts() {
        return List.copyOf(puts);
    }

    /** Keys and rows as text, to compare tables by. */
    Map<String, String> contents() {
        TreeMap<String, String> contents = new TreeMap<>();
        rows.forEach((key, row) ->
                contents.put(HexFormat.of().formatHex(key.get()), HexFormat.of().formatHex(row)));
        return contents;
    }
}
