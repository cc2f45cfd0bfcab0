package dev.promissory.views;

/**
 * A row of the outcomes' table.
 *
 * @param malformed whether it only says that the command could not be read
 * @param value the outcome's record as it came
 */
record KeptOutcome(boolean malformed, byte[] value) {

    private static final int VERSION = 1;

    byte[] toBytes() {
        return new RowWriter(VERSION).flag(malformed).raw(value).bytes();
    }

    static KeptOutcome fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        return new KeptOutcome(row.flag(), row.rest());
    }
}
