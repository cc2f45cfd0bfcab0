package dev.promissory.benchmarks.yardstick;

/** Stewards that somebody else runs: they work already, and go on after the bench. */
final class RunningStewards implements Stewards.Stage {

    @Override
    public void start() {}

    @Override
    public boolean outlivesTheBench() {
        return true;
    }

    @Override
    public void close() {}
}
