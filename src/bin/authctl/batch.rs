//! Work on an endless input: over all cores, in input order, in bounded memory, and without waiting for more than there is.
//!
//! One thread reads chunks of lines and hands them to the workers, one per core, each of which turns a chunk into output; the calling
//! thread writes the outputs in the order of the chunks. The chunks go round: there is a fixed number of them, so a slow reader of the
//! output slows the producer of the input. A chunk is what one read brings: a producer that waits for the answer to a line gets it.

use std::{
    collections::BTreeMap,
    io::Read,
    sync::{
        Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use zeroize::Zeroizing;

use crate::{
    failure::{Exit, Failure, interrupted},
    input::{self, Lines},
};

/// Chunks in flight for each worker: one being worked on, two waiting while the threads that read and write wait for a core, one on
/// its way out.
const CHUNKS: usize = 4;

/// How long is waited for something to happen before a look at Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// A chunk on its way round. Its memory is used again.
#[derive(Default)]
struct Chunk {
    number: u64,
    input: Zeroizing<Vec<u8>>,
    output: Vec<u8>,
}

/// What happens to chunks.
enum Event {
    /// One was worked on: what came out, or why the rest did not.
    Done(Chunk, Result<Exit, Failure>),
    /// There are no more than so many.
    End(u64, std::io::Result<()>),
    /// A thread has panicked.
    Lost,
}

/// Tells of a panic of the thread that holds it: nobody waits for a chunk that will not come.
struct Alarm<'e>(&'e Sender<Event>);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Lost);
        }
    }
}

/// Works on all lines; the exit is the worst of those of the chunks.
///
/// `worker` makes what each thread works with, `work` appends the output of a chunk, `write` shows it. What was put out before a
/// failure is written before the failure is returned; to be interrupted is one.
pub(crate) fn run<W: Send>(
    lines: Lines<impl Read + Send + 'static>,
    worker: impl Fn() -> Result<W, Failure>,
    work: impl Fn(&mut W, &[u8], &mut Vec<u8>) -> Result<Exit, Failure> + Sync,
    write: impl FnMut(&[u8]) -> Result<(), Failure>,
    is_interrupted: impl Fn() -> bool,
) -> Result<Exit, Failure> {
    let count = thread::available_parallelism().map_or(1, usize::from);
    let workers = (0..count).map(|_| worker()).collect::<Result<Vec<W>, Failure>>()?;
    let (events, happened) = channel();
    // A chunk, or nothing: a worker that takes it goes home.
    let (jobs, queue) = channel::<Option<Chunk>>();
    let (free, empty) = channel();
    for _ in 0..count.saturating_mul(CHUNKS) {
        free.send(Chunk::default()).map_err(|_| lost())?;
    }
    let (queue, work) = (Mutex::new(queue), &work);
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for mut worker in workers {
            let (events, queue) = (events.clone(), &queue);
            let labour = move || {
                let _alarm = Alarm(&events);
                while let Some(mut chunk) = next(queue) {
                    chunk.output.clear();
                    let outcome = work(&mut worker, &chunk.input, &mut chunk.output);
                    if events.send(Event::Done(chunk, outcome)).is_err() {
                        break;
                    }
                }
            };
            threads.push(thread::Builder::new().spawn_scoped(scope, labour).map_err(no_thread)?);
        }
        let stop = jobs.clone();
        // Not of the scope: where the output is closed, nobody waits for a producer that has nothing to say.
        thread::Builder::new().spawn(move || read(lines, &empty, &jobs, &events)).map_err(no_thread)?;
        let outcome = Order { free, write, worst: Exit::Done }.run(&happened, is_interrupted);
        for _ in &threads {
            let _ = stop.send(None);
        }
        // A panic is an outcome already, and would be a panic of this thread too if the scope joined.
        for thread in threads {
            let _ = thread.join();
        }
        outcome
    })
}

fn no_thread(error: std::io::Error) -> Failure {
    Failure::new(Exit::Internal, "internal", "no thread could be started").caused_by(error)
}

fn lost() -> Failure {
    Failure::new(Exit::Internal, "internal", "a thread has ended early")
}

/// The next chunk of the queue; nothing when there will be none.
fn next(queue: &Mutex<Receiver<Option<Chunk>>>) -> Option<Chunk> {
    queue.lock().ok()?.recv().ok().flatten()
}

/// Reads until the end, or until nobody wants more.
fn read(mut lines: Lines<impl Read>, empty: &Receiver<Chunk>, jobs: &Sender<Option<Chunk>>, events: &Sender<Event>) {
    let _alarm = Alarm(events);
    let mut count: u64 = 0;
    while let Ok(mut chunk) = empty.recv() {
        let outcome = lines.fill(&mut chunk.input);
        if !matches!(outcome, Ok(true)) {
            let _ = events.send(Event::End(count, outcome.map(|_| ())));
            break;
        }
        chunk.number = count;
        count = count.saturating_add(1);
        if jobs.send(Some(chunk)).is_err() {
            break;
        }
    }
}

/// Writes what comes back from the workers in order.
struct Order<F> {
    free: Sender<Chunk>,
    write: F,
    worst: Exit,
}

impl<F: FnMut(&[u8]) -> Result<(), Failure>> Order<F> {
    fn run(mut self, happened: &Receiver<Event>, is_interrupted: impl Fn() -> bool) -> Result<Exit, Failure> {
        let mut written: u64 = 0;
        let mut end = None;
        let mut done = BTreeMap::new();
        while end.as_ref().is_none_or(|(count, _)| written < *count) {
            if is_interrupted() {
                return Err(interrupted());
            }
            let event = match happened.recv_timeout(PATIENCE) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Err(lost()),
            };
            match event {
                Event::End(count, outcome) => end = Some((count, outcome)),
                Event::Lost => return Err(lost()),
                Event::Done(chunk, outcome) => {
                    done.insert(chunk.number, (chunk, outcome));
                    while let Some((chunk, outcome)) = done.remove(&written) {
                        written = written.saturating_add(1);
                        self.write(chunk, outcome)?;
                    }
                }
            }
        }
        end.map_or(Ok(()), |(_, outcome)| outcome).map_err(input::unread)?;
        Ok(self.worst)
    }

    fn write(&mut self, chunk: Chunk, outcome: Result<Exit, Failure>) -> Result<(), Failure> {
        (self.write)(&chunk.output)?;
        self.worst = self.worst.or_worse(outcome?);
        // After the end nobody takes it, and none is needed.
        let _ = self.free.send(chunk);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers each line's chunk through, the first chunks being the slowest.
    fn doubled(input: String, fails_at: Option<&[u8]>) -> (Result<Exit, Failure>, String) {
        let mut written = Vec::new();
        let lines = Lines::new(std::io::Cursor::new(input.into_bytes()), 100);
        let outcome = run(
            lines,
            || Ok(()),
            |(), chunk, output| {
                if chunk.starts_with(b"0\n") {
                    thread::sleep(Duration::from_millis(50));
                }
                for line in crate::input::lines(chunk) {
                    if Some(line) == fails_at {
                        return Err(Failure::usage("stopped"));
                    }
                    output.extend_from_slice(line);
                    output.push(b'\n');
                }
                Ok(if chunk.starts_with(b"0\n") { Exit::Claim } else { Exit::Expired })
            },
            |output| {
                written.extend_from_slice(output);
                Ok(())
            },
            || false,
        );
        (outcome, String::from_utf8(written).unwrap())
    }

    fn numbers(count: u32) -> String {
        (0..count).map(|number| number.to_string() + "\n").collect()
    }

    #[test]
    fn outputs_come_in_the_order_of_the_input_and_the_worst_exit_decides() {
        let input = numbers(200_000);
        let (outcome, written) = doubled(input.clone(), None);
        assert_eq!(outcome.unwrap(), Exit::Expired);
        assert!(written == input);
    }

    #[test]
    fn what_was_put_out_before_a_failure_is_written() {
        let (outcome, written) = doubled(numbers(200_000), Some(b"150000"));
        assert_eq!(outcome.unwrap_err().message, "stopped");
        assert!(written == numbers(150_000));
    }

    /// One line, and then nothing for longer than a test may take.
    struct Silent(bool);
    impl Read for Silent {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0 {
                thread::sleep(Duration::from_secs(600));
            }
            self.0 = true;
            buffer[..2].copy_from_slice(b"a\n");
            Ok(2)
        }
    }

    #[test]
    fn an_interrupt_ends_the_run_though_the_producer_is_silent() {
        let work = |(): &mut (), _: &[u8], _: &mut Vec<u8>| Ok(Exit::Done);
        let shown = std::cell::Cell::new(false);
        let show = |_: &[u8]| {
            shown.set(true);
            Ok(())
        };
        let outcome = run(Lines::new(Silent(false), 100), || Ok(()), work, show, || shown.get());
        assert_eq!(outcome.unwrap_err().exit, Exit::Interrupted);
    }

    #[test]
    fn a_write_that_fails_ends_the_run_though_the_producer_is_silent() {
        let work = |(): &mut (), _: &[u8], _: &mut Vec<u8>| Ok(Exit::Done);
        let outcome = run(Lines::new(Silent(false), 100), || Ok(()), work, |_| Err(Failure::usage("closed")), || false);
        assert_eq!(outcome.unwrap_err().message, "closed");
    }

    #[test]
    fn a_panic_of_a_worker_or_of_the_producer_is_a_failure() {
        /// One line, and then a panic.
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                assert!(!self.0, "a panic of the producer");
                self.0 = true;
                buffer[..2].copy_from_slice(b"a\n");
                Ok(2)
            }
        }
        let idle = |(): &mut (), _: &[u8], _: &mut Vec<u8>| Ok(Exit::Done);
        let outcome = run(Lines::new(Broken(false), 100), || Ok(()), idle, |_| Ok(()), || false);
        assert_eq!(outcome.unwrap_err().exit, Exit::Internal);

        let lines = Lines::new(std::io::Cursor::new(numbers(200_000).into_bytes()), 100);
        let outcome = run(lines, || Ok(()), |(), _, _| panic!("a panic of a worker"), |_| Ok(()), || false);
        assert_eq!(outcome.unwrap_err().exit, Exit::Internal);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let (outcome, written) = doubled(String::new(), None);
        assert_eq!((outcome.unwrap(), written.as_str()), (Exit::Done, ""));
    }
}
