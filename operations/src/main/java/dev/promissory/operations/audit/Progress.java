package dev.promissory.operations.audit;

/** Is told how the audit gets on. */
public interface Progress {

    /** That so many records, at most, are to be read in all. */
    void expect(long records);

    void advance(long records);

    /** For whom nobody looks on. */
    Progress NONE = new Progress() {
        @Override
        public void expect(long records) {}

        @Override
        public void advance(long records) {}
    };
}
