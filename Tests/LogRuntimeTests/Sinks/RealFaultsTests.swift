#if os(Linux)
import Foundation
import LogRuntime
import TestSupport
import Testing

/// What a process does when its machine fails it for real: a disk without room, no descriptors left.
// Needs the executable LogRuntimeProbe, which is built with the tests.
@Suite(.enabled(if: Probe.path != nil, Probe.absence))
struct RealFaultsTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Whether a test may have disks of its own: in a container without rights it may not.
    private static let mounts: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// The numbers of the lines in a log and its archives.
    ///
    /// - Returns: `nil` if a line is not whole.
    private func numbers(in folder: String) throws -> [Int]? {
        var numbers: [Int] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("app.log") {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count == 3, words[0] == "line", let number = Int(words[1]), words[2].last == "|",
                    words[2].utf8.count == 41
                else { return nil }
                numbers.append(number)
            }
            guard text.isEmpty || text.hasSuffix("\n") else { return nil }
        }
        return numbers.sorted()
    }

    // Needs the right to mount.
    @Test(.enabled(if: mounts, "needs the right to mount a disk"), arguments: ["file", "rotating", "timed"])
    func `a full disk costs lines that are counted, and none once there is room`(kind: String) throws {
        let probe = try Probe(onDiskAt: directory.path, size: 1 << 18, "commanded", kind, directory.file("app.log"))
        probe.waitUntilReady()
        let disk = probe.root + directory.path
        let before = try probe.command("log 100")
        #expect(before.prefix(2) == [100, 0])
        // The disk is filled to its last page by somebody else.
        #expect(FileManager.default.createFile(atPath: disk + "/ballast", contents: nil))
        let ballast = try #require(FileHandle(forWritingAtPath: disk + "/ballast"))
        while (try? ballast.write(contentsOf: Data(count: 4096))) != nil {}
        try ballast.close()

        let full = try probe.command("log 1000")
        #expect(full[0] + full[1] == 1100)
        #expect(full[1] > 500)
        try FileManager.default.removeItem(atPath: disk + "/ballast")
        let after = try probe.command("log 1000")
        #expect(after[1] == full[1])
        #expect(after[0] == full[0] + 1000)

        let numbers = try #require(try numbers(in: disk))
        // A line that the disk took in part counts as lost, and is completed once there is room.
        #expect((after[0]...(after[0] + 1)).contains(numbers.count))
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.suffix(1000) == Array(1100..<2100))
        // A line a second at most, not one for each of hundreds.
        let told = try probe.finish()
        #expect((1...5).contains(told.count), "\(told)")
        #expect(told.allSatisfy { $0.contains("No space left on device") || $0.contains("delivers again") })
    }

    @Test(.enabled(if: mounts, "needs the right to mount a disk"))
    func `the end of trouble is told, with how many failures were not`() throws {
        let probe = try Probe(onDiskAt: directory.path, size: 1 << 18, "commanded", "file", directory.file("app.log"))
        probe.waitUntilReady()
        try probe.run("dd if=/dev/zero of=\(directory.path)/ballast bs=4096 2>/dev/null; true")
        let full = try probe.command("log 1000")
        #expect(full[1] > 500)
        try probe.run("rm \(directory.path)/ballast")
        let told = try probe.tellings {
            _ = try probe.command("log 1")
            usleep(20_000)
        } until: {
            $0.contains("delivers again")
        }
        let lines = told.split(separator: "\n")
        let last = try #require(lines.last)
        #expect(
            last.contains(/^logging: handler 'FileHandler': delivers again \(after [0-9]+ more failures\)$/),
            "\(told)"
        )
        #expect((1...4).contains(lines.count - 1), "\(told)")
    }

    @Test(.enabled(if: mounts, "needs the right to mount a disk"))
    func `a directory that can only be read costs no line, and files are put aside once it can be written`() throws {
        let path = directory.path
        let probe = try Probe(onDiskAt: path, size: 1 << 20, "commanded", "rotating", directory.file("app.log"))
        probe.waitUntilReady()
        #expect(try probe.command("log 10") == [10, 0, 0])
        try probe.run("mount --bind \(path) \(path) && mount -o remount,bind,ro \(path)")
        #expect(try probe.command("log 200") == [210, 0, 0])
        try probe.run("umount \(path)")
        var count = 210
        var rollovers = 0
        // It is tried again after a second or two.
        let deadline = Date(timeIntervalSinceNow: 30)
        while rollovers == 0, Date() < deadline {
            let figures = try probe.command("log 1")
            count += 1
            #expect(figures.prefix(2) == [count, 0])
            rollovers = figures[2]
            usleep(20_000)
        }
        #expect(rollovers > 0)
        #expect(try numbers(in: probe.root + path) == Array(0..<count))
        let told = try probe.finish()
        #expect(told.count == 1, "\(told)")
        #expect(told.allSatisfy { $0.contains("Read-only file system") })
    }

    @Test func `a process without descriptors goes on in the file that it has`() throws {
        let probe = try Probe("commanded", "rotating", directory.file("app.log"))
        probe.waitUntilReady()
        #expect(try probe.command("log 100")[1...] == [0, 1])
        // Those that are open stay open.
        _ = try probe.command("files 1")
        #expect(try probe.command("log 500").prefix(2) == [600, 0])
        _ = try probe.command("files 256")
        let after = try probe.command("log 200")
        #expect(after[0] == 800)
        #expect(after[1] == 0)
        #expect(after[2] > 1)
        let told = try probe.finish()
        #expect((1...5).contains(told.count), "\(told)")
        #expect(try numbers(in: directory.path) == Array(0..<800))
    }
}
#endif
