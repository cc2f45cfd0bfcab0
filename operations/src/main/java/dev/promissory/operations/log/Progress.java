package dev.promissory.operations.log;

/** Is told how a tool gets on. What it has to do comes in parts, one after the other, each at a pace of its own. */
public interface Progress {

    /**
     * A part begins.
     *
     * @param what is counted, in the plural
     * @param way how far it is to the end of this part: offsets, say, of which not all have records
     */
    void begin(String what, long way);

    /**
     * Of the part that has begun last; what comes between two parts does not count.
     *
     * @param count of what was dealt with
     * @param way that it was
     */
    void advance(long count, long way);

    /** The part that has begun is done. */
    void end();

    /** For whom nobody looks on. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String what, long way) {}

        @Override
        public void advance(long count, long way) {}

        @Override
        public void end() {}
    };
}
