import { Component } from 'react';
import type { ReactNode } from 'react';

interface State {
  readonly error: Error | null;
}

/** The last resort, outside of everything that could itself have failed; so it speaks all four languages. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <main className="page-narrow stack">
        <h1>Hubward</h1>
        <ul className="stack-small">
          <li lang="en">The page could not be shown. What is saved on the server is safe. Load it again.</li>
          <li lang="vi">Không hiển thị được trang. Dữ liệu trên máy chủ vẫn an toàn. Hãy tải lại trang.</li>
          <li lang="zh-Hans">页面无法显示。服务器上的数据没有丢失，请重新加载。</li>
          <li lang="id">Halaman tidak bisa ditampilkan. Data di server tetap aman. Muat ulang halaman.</li>
        </ul>
        <p className="soft small">{this.state.error.message}</p>
        <div>
          <button
            type="button"
            className="button primary"
            onClick={() => location.reload()}
            aria-label="Reload"
          >
            ↻
          </button>
        </div>
      </main>
    );
  }
}
