package dev.promissory.steward;

import java.util.ArrayList;
import java.util.List;

/** The commits of one stream thread, and the processors whose work is in them. */
final class ThreadCommits {

    private final CommitPace pace;
    private final List<GroupMember> members = new ArrayList<>();

    ThreadCommits(CommitPace pace) {
        this.pace = pace;
    }

    void add(GroupMember member) {
        members.add(member);
    }

    void remove(GroupMember member) {
        members.remove(member);
        if (members.isEmpty()) {
            // What its tasks have not committed others do anew.
            pace.forget();
        }
    }

    CommitPace pace() {
        return pace;
    }

    /** Has all tasks write what their caches hold back. */
    void writeOut() {
        members.forEach(GroupMember::writeOut);
    }
}
