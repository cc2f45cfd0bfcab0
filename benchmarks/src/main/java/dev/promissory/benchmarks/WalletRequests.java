package dev.promissory.benchmarks;

/** A request that can be made many times; its number tells it which wallets to use. */
interface WalletRequests {

    /** Makes the request and waits for the answer; whether the answer was a success. */
    boolean send(long request) throws InterruptedException;
}
